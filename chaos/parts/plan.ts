import type { ProviderName } from '#domain/provider'
import type { CrashPointName } from './crash-points.ts'
import type { FaultName } from './faults.ts'
import { createSeededRandom } from './seeded-random.ts'
import type { QueueName } from './stage.ts'

/** What happens in a run: everything follows from its seed. */
export type Plan = {
  readonly seed: number
  readonly queue: QueueName
  readonly sinks: readonly [ProviderName, ...ProviderName[]]
  readonly workers: number
  /** How many of the provider’s answers go wrong. */
  readonly troubleRate: number
  /** Where the workers die before the audience has its places. */
  readonly atRelease: CrashPointName | null
  /** In order; each comes once such a share of the readers has its letter. */
  readonly steps: readonly { readonly share: number; readonly fault: FaultName }[]
  /** Whether the API runs as well, to hear of letters from the provider and of readers who leave. */
  readonly hasApi: boolean
  /** Whether mail that was sent over SMTP comes back. */
  readonly hasDoor: boolean
  /** Whether time is moved at the end, or passes by itself: the patience of locks and leases is tried, too. */
  readonly ending: 'leap' | 'wait'
}

const queues: readonly QueueName[] = ['postgres', 'redis']
const routes: readonly Plan['sinks'][] = [['resend'], ['smtp'], ['resend', 'smtp']]

const deaths: readonly [FaultName, ...FaultName[]] = [
  'kill all workers',
  'after the claim, before the request',
  'request in flight',
  'answer received but the commit lost',
  'committed but the job not acknowledged',
  'a day after the first attempt',
]

// Later than this there may be no batch left to do harm to: each death keeps some of them out of reach for a while.
const lastShare = 0.5

/**
 * Makes the plan of a run. From seed to seed plans alternate between the queues, and every two of them between the ways
 * mail goes.
 */
export function makePlan(seed: number): Plan {
  const random = createSeededRandom(seed)
  const queue = queues[seed % queues.length] ?? 'postgres'
  const sinks = routes[Math.floor(seed / queues.length) % routes.length] ?? ['resend']
  const hasApi = sinks[0] === 'resend' && random.chance(0.5)
  const hasDoor = sinks[0] === 'smtp' && random.chance(0.5)
  const ending = sinks.length === 1 && sinks[0] === 'resend' && random.chance(0.2) ? 'wait' : 'leap'
  const disasters: readonly FaultName[] = [
    'stop PostgreSQL fast',
    'stop PostgreSQL at once',
    'kill PostgreSQL',
    'lose the queue',
    'an outage of the provider',
    'pause and resume',
    'all workers are suspended for minutes',
    ...(sinks.length === 1 ? (['an hour without the provider'] as const) : []),
    ...(queue === 'redis' ? (['restart the queue'] as const) : []),
  ]
  const chosen: readonly FaultName[] = [
    'readers leave',
    'readers leave',
    'readers leave',
    'kill one worker',
    'kill one worker',
    // The points in their order over the seeds, so that a few runs have met all of them.
    deaths[Math.floor(seed / 2) % deaths.length] ?? deaths[0],
    ...(ending === 'leap' ? [random.pick(deaths)] : []),
    ...random.shuffle(disasters).slice(0, random.int(1, 2)),
    ...(hasApi || hasDoor ? (['the provider tells of letters'] as const) : []),
  ]
  // Once a campaign goes by another provider, nothing more happens at the usual one.
  const lastly: readonly FaultName[] =
    sinks.length > 1 ? [random.pick(['the provider refuses us', 'the quota is used up'])] : []
  const faults = [...random.shuffle(chosen), ...lastly]
  const shares = faults.map(() => random.next() * lastShare).toSorted((one, other) => one - other)
  return {
    seed,
    queue,
    sinks,
    workers: random.int(2, 3),
    troubleRate: random.pick([0, 0.03, 0.05, 0.1]),
    atRelease: random.pick([null, 'before the freeze commits', 'frozen but not queued']),
    steps: faults.map((fault, index) => ({ fault, share: shares[index] ?? 0 })),
    hasApi,
    hasDoor,
    ending,
  }
}

/** A plan in one line, for people. */
export function describePlan({
  queue,
  sinks,
  workers,
  troubleRate,
  atRelease,
  steps,
  hasApi,
  hasDoor,
  ending,
}: Plan): string {
  return [
    `queue on ${queue}, by ${sinks.join(' and ')}, ${workers} workers${hasApi ? ' and the API' : ''}${hasDoor ? ' and the door' : ''}, ${troubleRate * 100} % troubles, ${ending}:`,
    [atRelease, ...steps.map(({ fault }) => fault)].filter((name) => name !== null).join('; '),
  ].join(' ')
}
