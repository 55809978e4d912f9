import { resolve } from 'node:path'
import { projectRoot } from '#runtimes/project-root'
import { scrubLine } from '#runtimes/scrub'
import { removeDemo } from './data-directory.ts'
import { DemoFailure } from './demo-failure.ts'
import { createNarrator, type Narrator } from './narrator.ts'
import { help, readOptions, type Options } from './options.ts'
import type { Ending } from './story.ts'
import { openTheatre } from './theatre.ts'

const dataDirectory = resolve(projectRoot(), process.env['DATA_DIR'] || '.data/demo')

const wrongOptionsStatus = 2
/** What a shell gives for a program that Ctrl-C has ended. */
const interruptedStatus = 130

/** Somebody asked the demo to stop. */
class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

process.exitCode = await main()

async function main(): Promise<number> {
  let options: Options
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    return fail(error, wrongOptionsStatus)
  }
  if (options.help) {
    process.stdout.write(help)
    return 0
  }
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => stop.abort(new Interrupted('It was interrupted.')))
  const narrator = createNarrator(process.stdout)
  try {
    const ending = options.remove ? await remove(narrator) : await run(options, narrator, stop)
    if (options.exit || options.remove) process.stdout.write(`${JSON.stringify(ending)}\n`)
    return 0
  } catch (error) {
    return fail(error, error instanceof Interrupted ? interruptedStatus : 1)
  }
}

/** Starts Northlight, plays the story, and stops Northlight again. @returns what the last line says */
async function run({ exit }: Options, narrator: Narrator, stop: AbortController): Promise<object> {
  await using parts = new AsyncDisposableStack()
  const { signal } = stop
  narrator.note('Northlight, the demo')
  narrator.tell('Northlight starts, with a database of its own.')
  const theatre = parts.use(await openTheatre(dataDirectory, { narrator, stop }))
  parts.defer(() => narrator.note('\nStopping everything.'))
  const { publicUrl, logFile } = theatre
  narrator.tell(`Northlight is running at ${publicUrl}; its log is ${logFile}.`)
  const ending = await theatre.play()
  const { subscribed, confirmed, sent, failed, unsubscribed } = ending
  const seconds = Math.round(performance.now() / 1000)
  narrator.note(`\nThe story took ${seconds} seconds.`)
  if (!exit) {
    showAround(narrator, publicUrl, ending)
    await untilInterrupted(signal)
  }
  return { demo: 'ok', subscribed, confirmed, sent, failed, unsubscribed, seconds }
}

/** Takes away everything that earlier runs have left. @returns what the last line says */
async function remove(narrator: Narrator): Promise<object> {
  const found = await removeDemo(dataDirectory)
  narrator.note(
    found
      ? `The sample data is gone: ${dataDirectory}, with its database, its keys and its mailbox.`
      : `There is no sample data: ${dataDirectory} does not exist.`,
  )
  return { demo: 'removed', found }
}

function showAround(narrator: Narrator, publicUrl: string, { team, campaign, letters }: Ending): void {
  const letter = `${publicUrl}/letters/${campaign.slug}`
  narrator.table('To look at', [
    ['Console of staff', `${publicUrl}/console`],
    ['Subscribe form', `${publicUrl}/`],
    ['Letter on the web', `${letter}?lang=en`],
    ['The same in Korean', `${letter}?lang=ko`],
    ['Verify a letter', `${publicUrl}/verify (code ${campaign.code})`],
    ['Mailbox', `${publicUrl}/mailbox`],
    ...letters.map(({ reader, mail }): [string, string] => [`Mail to ${reader.called}`, mail.pageUrl]),
    ['API documentation', `${publicUrl}/api/docs`],
  ])
  const employees = Object.values(team)
  const width = Math.max(...employees.map(({ address }) => address.length)) + 3
  narrator.table(
    'To sign in: address, password, and the secret for an authenticator app',
    employees.map(({ role, address, password, app }): [string, string] => [
      role,
      `${address.padEnd(width)}${password}   ${app.secret}`,
    ]),
  )
  narrator.note(
    '\nEverything stays up until Ctrl-C. Nobody in it is real: ./scripts/demo --remove takes all of it away.',
  )
}

/** @throws when Northlight has ended by itself meanwhile */
async function untilInterrupted(signal: AbortSignal): Promise<void> {
  const { promise, resolve: settle } = Promise.withResolvers<void>()
  // A listener for a signal of the process does not keep it alive; this does.
  const alive = setInterval(() => {}, 1 << 30)
  signal.addEventListener('abort', () => settle(), { once: true })
  if (signal.aborted) settle()
  await promise
  clearInterval(alive)
  if (!(signal.reason instanceof Interrupted)) signal.throwIfAborted()
}

/** Says in one line why the demo failed. What an unexpected error says may hold anything, so it is scrubbed. */
function fail(error: unknown, status: number): number {
  const words = error instanceof Error ? error.message : String(error)
  const isExpected = error instanceof DemoFailure || error instanceof Interrupted
  const line = JSON.stringify(isExpected ? words : `Unexpected: ${words}`)
  const reason: unknown = JSON.parse(scrubLine(line).replaceAll('\\n', ' '))
  process.stderr.write(`The demo failed. ${String(reason)}\n`)
  process.stdout.write(`${JSON.stringify({ demo: 'failed', reason })}\n`)
  return status
}
