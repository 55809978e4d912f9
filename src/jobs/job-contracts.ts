import { z } from 'zod'
import type { ProviderName } from '#domain/provider'

/** The queues, each with how many of its jobs one worker process runs at a time. */
export const queues = {
  /** Mail to one person: confirmations and links that somebody waits for. */
  mail: { concurrency: 8 },
  campaigns: { concurrency: 2 },
  /** Batches of campaigns: a queue for each provider, so that the limits of one do not slow the other. */
  resend: { concurrency: 9 },
  smtp: { concurrency: 4 },
  /** One for each of its jobs, so that a long one keeps none of the others waiting. */
  housekeeping: { concurrency: 9 },
} as const

export type QueueName = keyof typeof queues

type JobContract = {
  readonly queue: QueueName
  /** Ids only: a queue is no place for a person's data. */
  readonly payload: z.ZodType<Readonly<Record<string, string>>>
  readonly attempts: number
  /** Wait before the second attempt; doubled for each one after, up to `limits.jobBackoffSecondsMax`, with jitter. */
  readonly backoffSeconds: number
  /** Runs by itself in this rhythm; such a job has no payload. */
  readonly everySeconds?: number
}

const noPayload = z.strictObject({})

/** Ids of staff are 32 characters, or UUIDs; see `auth.ts`. */
const staffIdSchema = z.string().regex(/^[A-Za-z0-9-]{32,36}$/)

/** Every job of the system. The worker's handlers are a total map over these names. */
export const jobContracts = {
  'send-confirmation': {
    queue: 'mail',
    payload: z.strictObject({ pendingSubscriptionId: z.uuid() }),
    attempts: 8,
    backoffSeconds: 5,
  },
  'send-preferences-link': {
    queue: 'mail',
    payload: z.strictObject({ subscriberId: z.uuid() }),
    attempts: 8,
    backoffSeconds: 5,
  },
  'send-address-change': {
    queue: 'mail',
    payload: z.strictObject({ addressChangeId: z.uuid() }),
    attempts: 8,
    backoffSeconds: 5,
  },
  'send-address-notice': {
    queue: 'mail',
    payload: z.strictObject({ addressChangeId: z.uuid() }),
    attempts: 8,
    backoffSeconds: 5,
  },
  'send-digest': { queue: 'mail', payload: z.strictObject({ digestId: z.uuid() }), attempts: 8, backoffSeconds: 5 },
  'send-staff-notice': {
    queue: 'mail',
    payload: z.strictObject({ staffId: staffIdSchema, mailingId: z.uuid() }),
    attempts: 8,
    backoffSeconds: 5,
  },
  'send-test-letter': {
    queue: 'mail',
    payload: z.strictObject({ campaignId: z.uuid(), staffId: staffIdSchema }),
    attempts: 8,
    backoffSeconds: 5,
  },
  /** What is due is due on its day; every hour, so that a start after a night is not a day late. */
  'plan-observances': {
    queue: 'housekeeping',
    payload: noPayload,
    attempts: 1,
    backoffSeconds: 60,
    everySeconds: 3600,
  },
  /** Readers' mornings come hour by hour, and what a night missed is made up for. */
  'plan-digests': {
    queue: 'housekeeping',
    payload: noPayload,
    attempts: 1,
    backoffSeconds: 60,
    everySeconds: 3600,
  },
  'release-due-campaigns': { queue: 'campaigns', payload: noPayload, attempts: 1, backoffSeconds: 1, everySeconds: 15 },
  'expand-audience': {
    queue: 'campaigns',
    payload: z.strictObject({ releaseId: z.uuid() }),
    attempts: 20,
    backoffSeconds: 2,
  },
  'finish-campaign': {
    queue: 'campaigns',
    payload: z.strictObject({ campaignId: z.uuid() }),
    attempts: 10,
    backoffSeconds: 2,
  },
  'send-batch-by-resend': {
    queue: 'resend',
    payload: z.strictObject({ batchId: z.uuid() }),
    attempts: 12,
    backoffSeconds: 5,
  },
  'send-batch-by-smtp': {
    queue: 'smtp',
    payload: z.strictObject({ batchId: z.uuid() }),
    attempts: 12,
    backoffSeconds: 5,
  },
  'apply-provider-events': {
    queue: 'housekeeping',
    payload: noPayload,
    attempts: 1,
    backoffSeconds: 1,
    everySeconds: 5,
  },
  'forget-provider-events': {
    queue: 'housekeeping',
    payload: noPayload,
    attempts: 1,
    backoffSeconds: 60,
    everySeconds: 3600,
  },
  'sign-letters': { queue: 'housekeeping', payload: noPayload, attempts: 1, backoffSeconds: 1, everySeconds: 15 },
  'erase-forgery-reports': {
    queue: 'housekeeping',
    payload: noPayload,
    attempts: 1,
    backoffSeconds: 60,
    everySeconds: 3600,
  },
  'keep-pulse': { queue: 'housekeeping', payload: noPayload, attempts: 1, backoffSeconds: 1, everySeconds: 15 },
  'erase-expired-requests': {
    queue: 'housekeeping',
    payload: noPayload,
    attempts: 1,
    backoffSeconds: 60,
    everySeconds: 3600,
  },
  'apply-retention': {
    queue: 'housekeeping',
    payload: noPayload,
    attempts: 1,
    backoffSeconds: 60,
    everySeconds: 3600,
  },
  'finish-erasure': {
    queue: 'campaigns',
    payload: z.strictObject({ subscriberId: z.uuid() }),
    attempts: 20,
    backoffSeconds: 5,
  },
} as const satisfies Record<string, JobContract>

export type JobName = keyof typeof jobContracts

/** The job that sends a batch by a provider. */
export const batchJobs = { resend: 'send-batch-by-resend', smtp: 'send-batch-by-smtp' } as const satisfies Record<
  ProviderName,
  JobName
>

export const jobNames = Object.keys(jobContracts) as JobName[]

/** The providers that count our calls and refuse those that come too soon. */
const callCounting: readonly ProviderName[] = ['resend']

/**
 * The queue in which a job waits, with these providers, the usual one first. Mail to one person goes by the usual
 * provider: where that one counts calls, such mail waits in its queue, so that one limit holds for all that goes there.
 * What was written for a provider that is no longer configured waits with the usual one, whose worker finds out.
 */
export function queueOf(name: JobName, providers: readonly [ProviderName, ...ProviderName[]]): QueueName {
  const { queue } = jobContracts[name]
  const [usual] = providers
  if (queue === 'mail') return callCounting.includes(usual) ? usual : queue
  if (queue === 'resend' || queue === 'smtp') return providers.includes(queue) ? queue : usual
  return queue
}

/** The queues that are open with these providers. */
export function openQueues(providers: readonly ProviderName[]): readonly QueueName[] {
  const names = Object.keys(queues) as QueueName[]
  return names.filter((name) => (name === 'resend' || name === 'smtp' ? providers.includes(name) : true))
}

export type JobPayload<Name extends JobName> = z.infer<(typeof jobContracts)[Name]['payload']>

/** Reads a payload as its contract has it. @throws ZodError when it is anything else. */
export function parseJobPayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  return jobContracts[name].payload.parse(payload) as JobPayload<Name>
}
