import { inspectSending } from '#actions/inspect-sending'
import { resumeProvider } from '#actions/resume-provider'
import { resumeSending } from '#actions/resume-sending'
import { retryFailedJobs } from '#actions/retry-failed-jobs'
import { stopProvider } from '#actions/stop-provider'
import { stopSending } from '#actions/stop-sending'
import type { World } from '#actions/world'
import { providerNames, type ProviderName } from '#domain/provider'
import type { StaffWords } from '#http/staff/staff-words'
import { describeSending } from './describe-sending.ts'
import { CommandError } from './command-line.ts'

const names = providerNames.join('|')
const usage = `Usage: npm run sending -- status
       npm run sending -- stop|resume
       npm run sending -- stop-provider|resume-provider ${names}
       npm run sending -- retry-failed`

/** Does what was asked for, and says so in words. */
export type SendingCommand = (world: World, words: StaffWords) => Promise<string>

const plainActs: Readonly<Record<string, SendingCommand>> = {
  status: async (world, words) => describeSending(await inspectSending(world), words, world.now()),
  stop: async (world, words) => {
    await stopSending(world, { member: null })
    return words('sending.done.stop')
  },
  resume: async (world, words) => {
    await resumeSending(world, { member: null })
    return words('sending.done.resume')
  },
  'retry-failed': async (world, words) => words('sending.done.retry-failed', { count: await retryFailedJobs(world) }),
}

const providerActs: Readonly<Record<string, (provider: ProviderName) => SendingCommand>> = {
  'stop-provider': (provider) => async (world, words) => {
    await stopProvider(world, { member: null, provider })
    return words('sending.done.stop-provider', { provider })
  },
  'resume-provider': (provider) => async (world, words) => {
    await resumeProvider(world, { member: null, provider })
    return words('sending.done.resume-provider', { provider })
  },
}

/**
 * Understands what stands behind `npm run sending --`.
 * @throws CommandError for what is no command
 */
export function readSendingCommand([verb = '', name, ...rest]: string[]): SendingCommand {
  const plain = Object.hasOwn(plainActs, verb) ? plainActs[verb] : undefined
  if (plain && name === undefined) return plain
  const provider = providerNames.find((known) => known === name)
  const act = Object.hasOwn(providerActs, verb) ? providerActs[verb] : undefined
  if (act && provider && rest.length === 0) return act(provider)
  throw new CommandError(act ? `There is no such provider.\n${usage}` : usage)
}
