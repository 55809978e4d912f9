import { slots, type Segments, type Slot, type SlotValues } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'

// Private-use characters: no letter may hold them (see `plain-text.ts`), HTML does not escape them, and they pass
// unchanged through text and attributes alike.
const marks = {
  greeting: '\ue000',
  phrase: '\ue001',
  preferencesUrl: '\ue002',
  unsubscribeUrl: '\ue003',
} as const satisfies SlotValues

const slotOfMark: ReadonlyMap<string, Slot> = new Map(slots.map((slot) => [marks[slot], slot]))

const anyMark = new RegExp(`([${Object.values(marks).join('')}])`, 'u')

/** Values for a template that is rendered once for all readers: each slot holds its mark. */
export const slotMarks: SlotValues = marks

/** Splits what was rendered with `slotMarks` into the fixed text and the slots between. */
export function splitAtMarks(rendered: string): Segments {
  return rendered
    .split(anyMark)
    .filter((part) => part !== '')
    .map((part) => {
      const slot = slotOfMark.get(part)
      return slot === undefined ? part : { slot }
    })
}

/**
 * Refuses input that holds a mark: a stray one would print a reader's own link where nobody meant it.
 * Letter content is checked where it enters; names, facts and URLs are checked here with it.
 */
export function refuseMarks(input: object): void {
  if (anyMark.test(JSON.stringify(input))) throw new Refusal('text-not-plain')
}
