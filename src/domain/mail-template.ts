import type { Fact } from './fact.ts'
import type { LetterContent } from './letter.ts'
import type { LetterEvent } from './letter-event.ts'
import type { Locale, Localised } from './locale.ts'
import type { Panel } from './panel.ts'
import type { StaffNoticeInput } from './staff-notice.ts'
import type { Outcome } from './un-outcome.ts'

/** The places in a letter that differ from reader to reader. Everything else is rendered once for all of them. */
export const slots = ['greeting', 'phrase', 'preferencesUrl', 'unsubscribeUrl'] as const

export type Slot = (typeof slots)[number]

/** Fixed text and slots in turn. In HTML segments the fixed text is markup; slot values are escaped when merged. */
export type Segments = readonly (string | { readonly slot: Slot })[]

/** The two bodies of a letter, of which a mail program shows one. */
export type LetterPart = 'html' | 'text'

/** A letter rendered once for one language, ready to be merged with each reader's values. Holds no personal data. */
export type CompiledLetter = {
  readonly locale: Locale
  readonly subject: string
  readonly html: Segments
  readonly text: Segments
  /** The salutation without and with a name; `{name}` marks the place of the name. */
  readonly greeting: { readonly anonymous: string; readonly named: string }
  /** What the web copy prints beside the content, as it was approved; absent in letters from before there were panels. */
  readonly panels?: LetterPanels
}

/** The parts of a letter that are set apart from its text. */
export type LetterPanels = Readonly<Record<'corrects' | 'decision' | 'event' | 'message', Panel | null>>

export type SlotValues = Readonly<Record<Slot, string>>

/** The bodies of a message that need nothing more. */
export type FinishedBody = Readonly<Record<LetterPart, string>>

/** A letter, and what is its reader's own in it. */
export type MergedBody = { readonly letter: CompiledLetter; readonly values: SlotValues }

/** What a message says: finished, or still to be merged. */
export type MailBody = FinishedBody | MergedBody

/** A message that needs nothing more. */
export type RenderedMail = FinishedBody & { readonly subject: string }

/** Who writes: what every mail and page prints of the organisation. */
export type Letterhead = {
  readonly name: Localised
  readonly postalAddress: Localised
  /** A mailbox a person reads; printed in letters and used as `Reply-To`. */
  readonly contactAddress: string
}

/** The kinds of campaign letters; each has a template of its own. */
export const letterKinds = [
  'observance',
  'issue-brief',
  'un-resolution',
  'event',
  'action-alert',
  'correction',
] as const

export type LetterKind = (typeof letterKinds)[number]

/** How a step of a process ended, as a letter about it prints it. */
export type LetterDecision = {
  /** What was decided on, in the letter's language. */
  readonly name: string
  readonly outcome: Outcome
  /** The day on which it happened, where it happened. */
  readonly day: Temporal.PlainDate
  /** The zone of that place. */
  readonly timeZone: string
  readonly sourceUrl: string
}

/** What a letter is about besides its words: a part of the campaign, the same in every language. */
export type LetterMatter = {
  /** What it invites to, and where its calendar entry is kept. */
  readonly event: { readonly event: LetterEvent; readonly calendarUrl: string } | null
  readonly decision: LetterDecision | null
  /**
   * Whether the decision that it tells of is still to come, so that it says so. A letter that leaves on the outcome is
   * written for the time after it, and prints neither.
   */
  readonly isDecisionOpen: boolean
  /** The letter that it corrects. */
  readonly corrects: { readonly title: string; readonly sentOn: Temporal.PlainDate; readonly url: string } | null
}

/** Everything that one language of a letter is rendered from; nothing in it belongs to one reader. */
export type LetterInput = LetterMatter & {
  readonly kind: LetterKind
  readonly locale: Locale
  readonly content: LetterContent
  /** Every fact the content cites, in the order of `factIdsOf`. */
  readonly facts: readonly Fact[]
  readonly letterhead: Letterhead
  /** The day the letter is about, printed at its head; null prints none. */
  readonly date: Temporal.PlainDate | null
  /** Names of the topics this letter belongs to, in the letter's language. */
  readonly topics: readonly string[]
  /** The letter's code as printed, for example `7K4Q-2M9X-5`. */
  readonly code: string
  /** Absolute URLs, the same for every reader. */
  readonly urls: { readonly web: string; readonly verify: string; readonly privacy: string; readonly archive: string }
}

/** What the confirmation mail is rendered from; nothing in it was typed into the form. */
export type ConfirmationInput = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  readonly confirmUrl: string
  readonly blockUrl: string
  readonly privacyUrl: string
  readonly expiresAt: Temporal.ZonedDateTime
}

/** What the mail with a preferences link is rendered from. */
export type PreferencesLinkInput = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  readonly preferencesUrl: string
  readonly privacyUrl: string
  readonly expiresAt: Temporal.ZonedDateTime
}

/** What the mail that asks a new address is rendered from. */
export type AddressChangeInput = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  /** Null where the address has a subscription of its own already. */
  readonly confirmUrl: string | null
  readonly privacyUrl: string
  readonly expiresAt: Temporal.ZonedDateTime
}

/** What the mail to an address that was left is rendered from. */
export type AddressNoticeInput = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  readonly privacyUrl: string
  readonly changedAt: Temporal.ZonedDateTime
}

/** What the mail of a month is rendered from. */
export type DigestInput = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  readonly month: Temporal.PlainYearMonth
  /** At least one, oldest first. */
  readonly letters: readonly {
    /** The language of this letter, which may be another where it does not exist in the reader's. */
    readonly locale: Locale
    readonly title: string
    /** In paragraphs. */
    readonly standfirst: readonly string[]
    readonly sentOn: Temporal.PlainDate
    /** Its web copy. */
    readonly url: string
  }[]
  readonly phrase: string
  /** Absolute; `unsubscribe` is the reader's own. */
  readonly urls: Readonly<Record<'verify' | 'preferences' | 'unsubscribe' | 'archive' | 'privacy', string>>
}

/** The templates, as the rest of the system sees them. `emails/templates.tsx` is the one implementation. */
export type MailTemplates = {
  compileLetter(input: LetterInput): Promise<CompiledLetter>
  renderConfirmation(input: ConfirmationInput): Promise<RenderedMail>
  renderPreferencesLink(input: PreferencesLinkInput): Promise<RenderedMail>
  renderAddressChange(input: AddressChangeInput): Promise<RenderedMail>
  renderAddressNotice(input: AddressNoticeInput): Promise<RenderedMail>
  renderDigest(input: DigestInput): Promise<RenderedMail>
  renderStaffNotice(input: StaffNoticeInput): Promise<RenderedMail>
  /** The subject of a letter that is sent to somebody on the staff to look at. */
  markTest(subject: string, locale: Locale): string
}
