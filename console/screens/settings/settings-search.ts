import { readShown } from '../../parts/rows-shown.ts'
import { readWords } from '../../parts/search-words.ts'

export const settingsParts = [
  'organisation',
  'topics',
  'languages',
  'sender',
  'sending',
  'staff',
  'keys',
  'audit',
  'watch-list',
] as const

export type SettingsPart = (typeof settingsParts)[number]

/** Which settings are shown, and of people and of the record of what was done, which. All of it can be linked. */
export type SettingsSearch = {
  readonly part?: SettingsPart
  readonly actor?: string
  readonly action?: string
  /** What it was done to. */
  readonly subject?: string
  readonly since?: string
  readonly until?: string
  /** How many entries of the record are shown, where it is more than at first. */
  readonly shown?: number
  /** Words of the people who are looked for. */
  readonly q?: string
}

/** Reads the search of the address; what is no part, no day and no word is dropped. */
export function readSettingsSearch(search: Readonly<Record<string, unknown>>): SettingsSearch {
  const part = settingsParts.find((known) => known === search['part'])
  const text = (name: string, form: RegExp): Record<string, string> => {
    const value = search[name]
    return typeof value === 'string' && form.test(value) ? { [name]: value } : {}
  }
  return {
    ...(part !== undefined && { part }),
    ...text('actor', /^[\w-]{1,100}$/),
    ...text('action', /^[a-z-]{1,100}$/),
    ...text('subject', /^[^\p{Cc}]{1,200}$/u),
    ...text('since', /^\d{4}-\d{2}-\d{2}$/),
    ...text('until', /^\d{4}-\d{2}-\d{2}$/),
    ...readWords(search),
    ...readShown(search),
  }
}
