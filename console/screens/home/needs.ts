import type { CampaignStatus } from '#domain/campaign'

/** Of a campaign, what tells whether it needs a person. */
export type NeedyCampaign = {
  readonly id: string
  readonly name: string
  readonly status: CampaignStatus
  readonly occursOn: string | null
  readonly firstDueAt: string | null
}

/** Of a notice, what tells which campaign it is about. */
export type NeedyNotice = { readonly campaign: { readonly id: string } | null }

/** Of all sending, what tells whether it needs a person. */
export type NeedySending = {
  readonly stoppedAt: string | null
  readonly lastSignOfLife: string | null
  readonly providers: readonly { readonly name: string; readonly standing: string; readonly isConfigured: boolean }[]
}

/** What a new house has to have before anything can leave it. */
export type MissingStart = 'organisation-missing' | 'second-factor-missing'

/** Something that waits for a person. */
export type Need<Campaign, Notice> =
  | { readonly kind: MissingStart }
  | { readonly kind: 'workers-silent'; readonly since: string | null }
  | { readonly kind: 'sending-stopped'; readonly since: string }
  | { readonly kind: 'provider'; readonly name: string; readonly standing: string }
  | { readonly kind: 'held' | 'paused' | 'overdue' | 'review' | 'draft-due'; readonly campaign: Campaign }
  | { readonly kind: 'notice'; readonly notice: Notice }

type Matter<Campaign, Notice> = {
  readonly campaigns: readonly Campaign[]
  readonly notices: readonly Notice[]
  readonly sending: NeedySending | undefined
  readonly missing: readonly MissingStart[]
  readonly now: Temporal.Instant
}

/** Workers beat every 15 seconds; this long without is no accident. */
const silenceMinutes = 3
/** A draft for a day this near is due. */
const draftDays = 14

/** What waits for a person, in the order of the harm that waiting does. What a notice says of a draft is said once. */
export function findNeeds<Campaign extends NeedyCampaign, Notice extends NeedyNotice>(
  matter: Matter<Campaign, Notice>,
): Need<Campaign, Notice>[] {
  const { campaigns, notices, sending, missing, now } = matter
  const withStatus = (...statuses: readonly CampaignStatus[]): Campaign[] =>
    campaigns.filter(({ status }) => statuses.includes(status))
  const isOverdue = ({ firstDueAt }: Campaign): boolean =>
    firstDueAt !== null && Temporal.Instant.compare(Temporal.Instant.from(firstDueAt), now) <= 0
  const unfinished = withStatus('draft', 'in-review')
  const overdue = unfinished.filter(isOverdue)
  const others = unfinished.filter((campaign) => !overdue.includes(campaign))
  const isNoticed = ({ id }: Campaign): boolean => notices.some((notice) => notice.campaign?.id === id)
  const needOf =
    (kind: 'held' | 'paused' | 'overdue' | 'review' | 'draft-due') =>
    (campaign: Campaign): Need<Campaign, Notice> => ({ kind, campaign })
  return [
    ...missing.map((kind) => ({ kind })),
    ...(sending === undefined ? [] : needsOfSending(sending, now)),
    ...withStatus('held').map(needOf('held')),
    ...overdue.map(needOf('overdue')),
    ...withStatus('paused').map(needOf('paused')),
    ...others.filter(({ status }) => status === 'in-review').map(needOf('review')),
    ...notices.map((notice): Need<Campaign, Notice> => ({ kind: 'notice', notice })),
    ...others
      .filter((campaign) => campaign.status === 'draft' && isDue(campaign, now) && !isNoticed(campaign))
      .map(needOf('draft-due')),
  ]
}

function needsOfSending({ stoppedAt, lastSignOfLife, providers }: NeedySending, now: Temporal.Instant) {
  const isSilent =
    lastSignOfLife === null ||
    Temporal.Instant.compare(Temporal.Instant.from(lastSignOfLife).add({ minutes: silenceMinutes }), now) < 0
  const failing = providers.filter(
    ({ standing, isConfigured }) => isConfigured && (standing === 'failing' || standing === 'stopped'),
  )
  return [
    ...(isSilent ? [{ kind: 'workers-silent' as const, since: lastSignOfLife }] : []),
    ...(stoppedAt === null ? [] : [{ kind: 'sending-stopped' as const, since: stoppedAt }]),
    ...failing.map(({ name, standing }) => ({ kind: 'provider' as const, name, standing })),
  ]
}

function isDue({ firstDueAt, occursOn }: NeedyCampaign, now: Temporal.Instant): boolean {
  const horizon = now.add({ hours: 24 * draftDays })
  if (firstDueAt !== null) return Temporal.Instant.compare(Temporal.Instant.from(firstDueAt), horizon) <= 0
  if (occursOn === null) return false
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  const days = today.until(Temporal.PlainDate.from(occursOn)).days
  return days >= 0 && days <= draftDays
}
