import type { Locale } from './locale.ts'
import type { Outcome } from './un-outcome.ts'

/**
 * A part of a letter that is set apart from its text: what was decided, what it invites to, what it corrects. The mail,
 * its text part and its web copy print the same panel.
 */
export type Panel = {
  readonly heading: string
  /** What the heading is about, in a line. */
  readonly subject: string | null
  /** Counts that are read against each other, such as votes. */
  readonly tally: readonly { readonly count: number; readonly label: string }[]
  readonly paragraphs: readonly string[]
  readonly rows: readonly PanelRow[]
  readonly button: PanelLink | null
  readonly links: readonly PanelLink[]
  /** What to know before following the links. */
  readonly note: string | null
}

export type PanelRow = { readonly label: string; readonly value: string; readonly url: string | null }

export type PanelLink = { readonly label: string; readonly url: string }

/** A panel with what it has; it has nothing else. */
export function createPanel(parts: Pick<Panel, 'heading'> & Partial<Panel>): Panel {
  return {
    subject: null,
    tally: [],
    paragraphs: [],
    rows: [],
    button: null,
    links: [],
    note: null,
    ...parts,
  }
}

/** How whoever prints a panel says words, days and hours in one language. */
export type PanelVoice = {
  readonly locale: Locale
  /** Words of the catalogue below `letter`, with what is filled in. */
  readonly word: (key: PanelWord, values?: Readonly<Record<string, string | number>>) => string
  readonly day: (day: Temporal.PlainDate) => string
  readonly time: (time: Temporal.PlainTime) => string
  /** The zone of a moment in words. */
  readonly zone: (moment: Temporal.ZonedDateTime) => string
  readonly duration: (duration: Temporal.Duration) => string
}

/** What a panel says in words of the catalogue. */
export type PanelWord =
  | `decision.result.${Outcome['result']}`
  | `decision.${'for' | 'against' | 'abstaining' | 'date' | 'localDay' | 'bothDays' | 'document' | 'coSponsors'}`
  | `decision.${'states' | 'statesAmongThem' | 'recommendations' | 'recommended' | 'recommendedAndRefused'}`
  | `decision.${'concluded' | 'source' | 'openTitle' | 'openDay' | 'open' | 'openPromise'}`
  | `event.${'day' | 'time' | 'span' | 'spanOfDays' | 'atHome' | 'atHomeTime' | 'duration' | 'place' | 'online'}`
  | `event.${'join' | 'google' | 'outlook' | 'file' | 'note'}`
  | `message.${'title' | 'subject' | 'open' | 'note'}`
  | `correction.${'title' | 'of' | 'read'}`
