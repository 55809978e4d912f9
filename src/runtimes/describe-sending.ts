import type { InspectedCampaign, InspectedSending } from '#actions/inspect-sending'
import type { ReadProvider } from '#actions/read-sending'
import { stoppedByStaff } from '#actions/stop-provider'
import { isSilent } from '#domain/sending-health'
import type { StaffWords } from '#http/staff/staff-words'
import { utcMinute } from './utc-minute.ts'

/** What stands still and why, in lines of plain words for a terminal. */
export function describeSending(inspected: InspectedSending, words: StaffWords, now: Temporal.Instant): string {
  const { campaigns, providers, jobs, parkedEvents } = inspected
  const paragraphs = [
    [stopLine(inspected, words), pulseLine(inspected, words, now)],
    providers.map((provider) => providerLine(provider, words)),
    campaigns.length === 0
      ? [words('sending.campaign.none')]
      : campaigns.flatMap((campaign) => campaignLines(campaign, words)),
    [
      words('sending.jobs.waiting', { count: jobs.waiting }),
      ...jobs.failed.map((failed) => words('sending.jobs.failed', failed)),
      ...(parkedEvents > 0 ? [words('sending.events', { count: parkedEvents })] : []),
    ],
  ]
  return paragraphs.map((lines) => `${lines.join('\n')}\n`).join('\n')
}

function stopLine({ stop }: InspectedSending, words: StaffWords): string {
  return stop ? words(`sending.stopped.${stop.reason}`, { time: utcMinute(stop.since) }) : words('sending.going')
}

function pulseLine({ pulse }: InspectedSending, words: StaffWords, now: Temporal.Instant): string {
  if (!pulse) return words('sending.pulse.none')
  const key = isSilent(pulse.beatenAt, now) ? 'sending.pulse.silent' : 'sending.pulse.alive'
  return words(key, { time: utcMinute(pulse.beatenAt) })
}

function providerLine(provider: ReadProvider, words: StaffWords): string {
  const { name, isUsual, warmUp } = provider
  const state = [
    stateOf(provider, words),
    ...(warmUp ? [words('sending.provider.warmUp', { ...warmUp, startsOn: '' })] : []),
  ]
  return words(isUsual ? 'sending.provider.usual' : 'sending.provider.other', { name, state: state.join('; ') })
}

function stateOf({ stopped, failingSince, restsUntil }: ReadProvider, words: StaffWords): string {
  if (stopped) {
    const time = utcMinute(stopped.since)
    return stopped.reason === stoppedByStaff
      ? words('sending.provider.stopped', { time })
      : words('sending.provider.refused', { time, code: stopped.reason })
  }
  if (!failingSince || !restsUntil) return words('sending.provider.works')
  return words('sending.provider.resting', { time: utcMinute(failingSince), until: utcMinute(restsUntil) })
}

function campaignLines(campaign: InspectedCampaign, words: StaffWords): string[] {
  const { name, at, holdReason, provider, account } = campaign
  // What is approved and due at no time waits for an outcome.
  const standing = campaign.status === 'scheduled' && at === null ? 'waiting' : campaign.status
  const status = words(`sending.status.${standing}`, { time: at ? utcMinute(at) : '' })
  return [
    `${name} (${words('sending.campaign.by', { provider })}): ${status}`,
    ...(holdReason ? [`  ${words(`sending.hold.${holdReason}`)}`] : []),
    ...(account.frozen > 0 ? [`  ${words('sending.campaign.account', accountOf(campaign))}`] : []),
  ]
}

function accountOf({ account }: InspectedCampaign): Record<string, number> {
  const { frozen, accepted, dropped, failed, uncertain, waiting } = account
  return { frozen, accepted, dropped, failed, uncertain, waiting }
}
