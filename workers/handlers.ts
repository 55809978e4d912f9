import { applyProviderEvents } from '#actions/apply-provider-events'
import { applyRetention } from '#actions/apply-retention'
import { eraseExpiredRequests } from '#actions/erase-expired-requests'
import { eraseForgeryReports } from '#actions/erase-forgery-reports'
import { expandAudience } from '#actions/expand-audience'
import { finishCampaign } from '#actions/finish-campaign'
import { finishErasure } from '#actions/finish-erasure'
import { forgetProviderEvents } from '#actions/forget-provider-events'
import { keepPulse } from '#actions/keep-pulse'
import { planDigests } from '#actions/plan-digests'
import { planObservances } from '#actions/plan-observances'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { sendAddressChange } from '#actions/send-address-change'
import { sendAddressNotice } from '#actions/send-address-notice'
import { sendConfirmation } from '#actions/send-confirmation'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import { sendDigest } from '#actions/send-digest'
import { sendPreferencesLink } from '#actions/send-preferences-link'
import { sendStaffNotice } from '#actions/send-staff-notice'
import { sendTestLetter } from '#actions/send-test-letter'
import { signLetters } from '#actions/sign-letters'
import type { SendingWorld } from '#actions/world'
import { parseJobPayload, type JobName, type JobPayload } from '#jobs/job-contracts'

export type JobRun = {
  /** The same for every run of the same job. */
  readonly key: string
  readonly signal: AbortSignal
  /** Raises the pulse of sending and remembers it; without one, nothing is remembered outside of the database. */
  readonly beat?: () => Promise<unknown>
}

type Handlers = {
  readonly [Name in JobName]: (world: SendingWorld, payload: JobPayload<Name>, run: JobRun) => Promise<unknown>
}

/** What each job does: one action. A job without a handler does not compile. */
const handlers: Handlers = {
  'send-confirmation': (world, { pendingSubscriptionId }, { key, signal }) =>
    sendConfirmation(world, { pendingSubscriptionId, key }, signal),
  'send-preferences-link': (world, { subscriberId }, { key, signal }) =>
    sendPreferencesLink(world, { subscriberId, key }, signal),
  'send-address-change': (world, { addressChangeId }, { key, signal }) =>
    sendAddressChange(world, { addressChangeId, key }, signal),
  'send-address-notice': (world, { addressChangeId }, { key, signal }) =>
    sendAddressNotice(world, { addressChangeId, key }, signal),
  'send-digest': (world, { digestId }, { key, signal }) => sendDigest(world, { digestId, key }, signal),
  'send-staff-notice': (world, { staffId, mailingId }, { key, signal }) =>
    sendStaffNotice(world, { staffId, mailingId, key }, signal),
  'send-test-letter': (world, { campaignId, staffId }, { key, signal }) =>
    sendTestLetter(world, { campaignId, staffId, key }, signal),
  'plan-observances': (world) => planObservances(world),
  'plan-digests': (world) => planDigests(world),
  'release-due-campaigns': (world) => releaseDueCampaigns(world),
  'expand-audience': (world, { releaseId }, { signal }) => expandAudience(world, { releaseId }, signal),
  'finish-campaign': (world, { campaignId }) => finishCampaign(world, { campaignId }),
  'send-batch-by-resend': (world, { batchId }, { signal }) =>
    sendDeliveryBatch(world, { batchId, provider: 'resend' }, signal),
  'send-batch-by-smtp': (world, { batchId }, { signal }) =>
    sendDeliveryBatch(world, { batchId, provider: 'smtp' }, signal),
  'apply-provider-events': (world, _, { signal }) => applyProviderEvents(world, signal),
  'forget-provider-events': (world) => forgetProviderEvents(world),
  'sign-letters': (world) => signLetters(world),
  'erase-forgery-reports': (world) => eraseForgeryReports(world),
  'keep-pulse': (world, _, { beat }) => (beat ? beat() : keepPulse(world, { remembered: null })),
  'erase-expired-requests': (world) => eraseExpiredRequests(world),
  'apply-retention': (world, _, { signal }) => applyRetention(world, signal),
  'finish-erasure': (world, { subscriberId }) => finishErasure(world, { subscriberId }),
}

/** Runs the handler of a job on a payload that its contract accepts. @throws ZodError for one that it does not */
export async function runHandler<Name extends JobName>(
  world: SendingWorld,
  name: Name,
  payload: unknown,
  run: JobRun,
): Promise<void> {
  await handlers[name](world, parseJobPayload(name, payload), run)
}
