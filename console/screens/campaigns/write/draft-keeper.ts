import type { LetterContent, LetterContents, TranslatedPart } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { changedParts, isAmong } from '#domain/translation'
import { isProblem } from '../../../problem.ts'
import { isSame, mergeDrafts, missingParts, takeParts, withContents, type Draft } from './draft.ts'

/** Whether what is on the screen is on the server. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: Temporal.Instant | null }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** The server takes no letter without these. */
  | { readonly kind: 'incomplete'; readonly missing: readonly TranslatedPart[] }
  | { readonly kind: 'failed'; readonly error: Error }
  /** Somebody else changed the same parts; a person chooses. */
  | { readonly kind: 'conflict'; readonly conflicts: readonly TranslatedPart[]; readonly theirs: StoredDraft }

/** A draft as the server has it. */
export type StoredDraft = { readonly draft: Draft; readonly number: number; readonly author: string }

/** What a composer shows. */
export type Kept = {
  readonly draft: Draft
  /** The revision that the draft is based on; 0 before the first. */
  readonly number: number
  readonly state: SaveState
  /** Rises when words change that nobody here has typed, so that fields show them. */
  readonly epoch: number
  /** What was last taken over from somebody else. */
  readonly taken: { readonly author: string; readonly parts: readonly TranslatedPart[] } | null
}

type KeeperParts = {
  readonly stored: StoredDraft
  /** Saves a draft on top of a revision. @returns the number of the new one @throws Problem */
  readonly save: (draft: Draft, basedOn: number) => Promise<number>
  /** Reads what the server has now. @throws Problem */
  readonly load: () => Promise<StoredDraft>
  readonly now: () => Temporal.Instant
  /** Calls back after so many milliseconds. @returns what calls it off */
  readonly after: (milliseconds: number, act: () => void) => () => void
}

/** Long enough to finish a word, short enough to lose no sentence. */
const pauseMilliseconds = 1_500
const retryMillisecondsMin = 3_000
const retryMillisecondsMax = 30_000

/**
 * Keeps what is typed: saves it when the typing pauses, tries again when the line was lost, and never writes over what
 * somebody else saved meanwhile.
 */
export class DraftKeeper {
  #kept: Kept
  /** The draft as it was saved or loaded last. */
  #base: Draft
  #retryMilliseconds = retryMillisecondsMin
  #callOff: () => void = () => undefined
  #saving: Promise<void> | null = null
  readonly #parts: KeeperParts
  readonly #listeners = new Set<() => void>()

  constructor(parts: KeeperParts) {
    const { draft, number } = parts.stored
    this.#parts = parts
    this.#base = draft
    this.#kept = { draft, number, state: { kind: 'saved', at: null }, epoch: 0, taken: null }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly read = (): Kept => this.#kept

  get isDirty(): boolean {
    return !isSame(this.#base, this.#kept.draft)
  }

  /** Takes over what was typed. */
  change(draft: Draft): void {
    this.#show({ draft })
    if (this.#kept.state.kind !== 'conflict') this.#plan()
  }

  /** Changes one language, or takes it out. */
  changeLanguage(locale: Locale, content: LetterContent | undefined): void {
    const contents: Partial<Record<Locale, LetterContent>> = { ...this.#kept.draft.contents }
    if (content === undefined) delete contents[locale]
    else contents[locale] = content
    this.change(withContents(this.#kept.draft, contents))
  }

  /** Takes a language out, which is then no language to fall back to either. */
  removeLanguage(locale: Locale): void {
    const { fallbackLocale } = this.#kept.draft
    this.changeLanguage(locale, undefined)
    this.change({ ...this.#kept.draft, fallbackLocale: fallbackLocale === locale ? null : fallbackLocale })
  }

  /** Says that a translation still follows its source as both are now, or takes that back. */
  sayInStep(part: TranslatedPart, isInStep: boolean): void {
    const { draft } = this.#kept
    const others = draft.inStep.filter((one) => !isAmong([part], one))
    this.change({ ...draft, inStep: isInStep ? [...others, part] : others })
  }

  /** Replaces every word, as by bringing those of an older revision back. */
  replace(contents: LetterContents): void {
    this.#show({ epoch: this.#kept.epoch + 1 })
    this.change(withContents(this.#kept.draft, contents))
  }

  /** Saves now whatever is not saved. @returns whether nothing is left unsaved */
  async flush(): Promise<boolean> {
    this.#callOff()
    await this.#saving
    if (this.isDirty && this.#kept.state.kind !== 'conflict') await this.#save()
    return !this.isDirty
  }

  /** Puts together what is here with what somebody else saved. */
  takeIn(theirs: StoredDraft): void {
    if (theirs.number <= this.#kept.number || this.#saving !== null) return
    this.#merge(theirs)
    if (this.#kept.state.kind !== 'conflict') this.#plan()
  }

  /** Settles parts that both had changed, by keeping what is here or what the other has. */
  settle(parts: readonly TranslatedPart[], by: 'mine' | 'theirs'): void {
    const { state, draft } = this.#kept
    if (state.kind !== 'conflict') return
    if (by === 'theirs') {
      const contents = takeParts(draft, state.theirs.draft, parts)
      this.#show({ draft: withContents(draft, contents), epoch: this.#kept.epoch + 1 })
    }
    // With a language that somebody took out, the rest of its parts is settled as well.
    const open = changedParts(this.#kept.draft.contents, state.theirs.draft.contents)
    const conflicts = state.conflicts.filter((one) => !isAmong(parts, one) && isAmong(open, one))
    if (conflicts.length > 0) return this.#show({ state: { ...state, conflicts } })
    this.#show({ state: { kind: 'waiting' } })
    this.#plan()
  }

  /** Stops saving by itself. */
  stop(): void {
    this.#callOff()
  }

  #plan(milliseconds = pauseMilliseconds): void {
    this.#callOff()
    if (!this.isDirty) return this.#show({ state: { kind: 'saved', at: this.#savedAt() } })
    const missing = missingParts(this.#kept.draft)
    if (missing.length > 0) return this.#show({ state: { kind: 'incomplete', missing } })
    if (this.#kept.state.kind !== 'failed') this.#show({ state: { kind: 'waiting' } })
    this.#callOff = this.#parts.after(milliseconds, () => void this.#save())
  }

  async #save(): Promise<void> {
    if (this.#saving !== null || missingParts(this.#kept.draft).length > 0) return this.#saving ?? undefined
    this.#saving = this.#attempt().finally(() => {
      this.#saving = null
    })
    await this.#saving
    if (this.#kept.state.kind === 'failed') return this.#plan(this.#nextRetry())
    if (this.#kept.state.kind !== 'conflict') this.#plan()
  }

  async #attempt(): Promise<void> {
    const { draft, number } = this.#kept
    this.#show({ state: { kind: 'saving' } })
    try {
      const saved = await this.#parts.save(draft, number)
      this.#base = draft
      this.#retryMilliseconds = retryMillisecondsMin
      this.#show({ number: saved, state: { kind: 'saved', at: this.#parts.now() } })
    } catch (error) {
      if (isProblem(error, 'revision-outdated')) return this.#catchUp()
      this.#show({ state: { kind: 'failed', error: asError(error) } })
    }
  }

  async #catchUp(): Promise<void> {
    try {
      this.#merge(await this.#parts.load())
    } catch (error) {
      this.#show({ state: { kind: 'failed', error: asError(error) } })
    }
  }

  #merge(theirs: StoredDraft): void {
    const { draft, conflicts: found, taken } = mergeDrafts(this.#base, this.#kept.draft, theirs.draft)
    // What waits for a choice already goes on waiting, whatever else was saved since.
    const pending = this.#kept.state.kind === 'conflict' ? this.#kept.state.conflicts : []
    const conflicts = changedParts(draft.contents, theirs.draft.contents).filter((one) =>
      isAmong([...found, ...pending], one),
    )
    // What was to be saved by itself in a moment would be saved over theirs.
    if (conflicts.length > 0) this.#callOff()
    this.#base = theirs.draft
    this.#show({
      draft,
      number: theirs.number,
      epoch: this.#kept.epoch + (taken.length > 0 ? 1 : 0),
      taken: taken.length > 0 ? { author: theirs.author, parts: taken } : this.#kept.taken,
      state: conflicts.length > 0 ? { kind: 'conflict', conflicts, theirs } : { kind: 'waiting' },
    })
  }

  #nextRetry(): number {
    const wait = this.#retryMilliseconds
    this.#retryMilliseconds = Math.min(wait * 2, retryMillisecondsMax)
    return wait
  }

  #savedAt(): Temporal.Instant | null {
    return this.#kept.state.kind === 'saved' ? this.#kept.state.at : this.#parts.now()
  }

  #show(changes: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...changes }
    for (const listener of this.#listeners) listener()
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
