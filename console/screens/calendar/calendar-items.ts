import type { CampaignStatus } from '#domain/campaign'
import type { Locale, Localised } from '#domain/locale'
import type { Certainty } from '#domain/occurrence'

/** A campaign as the calendar of the API tells of it. */
export type ListedCampaign = {
  readonly id: string
  readonly name: string
  readonly status: CampaignStatus
  readonly day: string | null
  readonly isTentative: boolean
}

/** What the API tells of a stretch of the year, as far as it is drawn. */
export type ListedCalendar = {
  readonly occurrences: readonly {
    readonly observanceId: string
    readonly occurrence: string
    readonly name: Localised
    readonly startsOn: string
    readonly endsOn: string
    readonly certainty: Certainty
    readonly steps: readonly {
      readonly offsetDays: number
      readonly purpose: string
      readonly plannedFor: string
      readonly draft: ListedCampaign | null
    }[]
  }[]
  readonly campaigns: readonly ListedCampaign[]
  readonly crowded: readonly { readonly from: string; readonly to: string }[]
}

/** Something that is drawn on a day or over a stretch of days. */
export type CalendarItem = {
  readonly key: string
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly name: string
} & (
  | { readonly kind: 'occurrence'; readonly certainty: Certainty; readonly other: string }
  | { readonly kind: 'campaign'; readonly campaign: ListedCampaign }
  | { readonly kind: 'step'; readonly purpose: string }
)

type Shown = {
  readonly locale: Locale
  /** The day of a campaign in the zone that is looked at; null takes the organisation's. */
  readonly dayOf?: (campaign: ListedCampaign) => Temporal.PlainDate | null
}

/** Everything in the calendar as items: occurrences first, then what is sent, then what is still to be written. */
export function calendarItems(calendar: ListedCalendar, { locale, dayOf = () => null }: Shown): CalendarItem[] {
  const ofCampaign = (campaign: ListedCampaign): CalendarItem[] => {
    const day = dayOf(campaign) ?? (campaign.day === null ? null : Temporal.PlainDate.from(campaign.day))
    if (day === null || campaign.status === 'cancelled') return []
    return [{ kind: 'campaign', key: campaign.id, from: day, to: day, name: campaign.name, campaign }]
  }
  const occurrences = calendar.occurrences.map(
    ({ observanceId, occurrence, name, startsOn, endsOn, certainty }): CalendarItem => ({
      kind: 'occurrence',
      key: `${observanceId} ${occurrence}`,
      from: Temporal.PlainDate.from(startsOn),
      to: Temporal.PlainDate.from(endsOn),
      name: name[locale],
      other: name[locale === 'en' ? 'ko' : 'en'],
      certainty,
    }),
  )
  const drafts = calendar.occurrences.flatMap(({ steps }) =>
    steps.flatMap(({ draft }) => (draft === null ? [] : ofCampaign(draft))),
  )
  const steps = calendar.occurrences
    .filter(({ certainty }) => certainty !== 'cancelled')
    .flatMap(({ observanceId, occurrence, name, steps: all }) =>
      all
        .filter(({ draft }) => draft === null)
        .map(({ offsetDays, purpose, plannedFor }): CalendarItem => {
          const day = Temporal.PlainDate.from(plannedFor)
          const key = `${observanceId} ${occurrence} ${offsetDays}`
          return { kind: 'step', key, from: day, to: day, name: name[locale], purpose }
        }),
    )
  return [...occurrences, ...drafts, ...calendar.campaigns.flatMap(ofCampaign), ...steps]
}

/** Whether an item lies on a day or over it. */
export function liesOn({ from, to }: CalendarItem, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) <= 0
}

/** Whether a day lies in a stretch in which letters crowd. */
export function isCrowded({ crowded }: Pick<ListedCalendar, 'crowded'>, day: Temporal.PlainDate): boolean {
  return crowded.some(
    ({ from, to }) => Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) <= 0,
  )
}
