import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#database/database'
import { createMailer, type MailRoute } from '#mail/create-mailer'
import { buildWorld } from '#runtimes/build-world'
import { ConfigError, databaseUrlOf, parseConfig, providersOf, type Config } from '#runtimes/config'
import { openKeysFile } from '#runtimes/keys-file'
import { createLogger } from '#runtimes/logger'
import { runProgram, untilAborted } from '#runtimes/run-program'
import { buildSendingWorld } from './build-sending-world.ts'
import { openBackend } from './queue-backend.ts'
import { startWorkers } from './start-workers.ts'

// A call to the provider ends within 20 s; what is still open after this is settled by whoever starts next.
const graceSeconds = 25
// A queue that is down answers no goodbye; whoever supervises us kills after 40 s.
const goodbyeSeconds = 5

runProgram('worker', async (stopping) => {
  const config = parseConfig(process.env)
  const log = createLogger(config.logLevel, 'worker')
  const keyRing = await openKeysFile(config.keysFile)
  const databaseUrl = databaseUrlOf(config)
  const database = openDatabase(databaseUrl, {
    name: 'northlight-worker',
    // For most of the 15 jobs that run at a time; with the queues' own, two workers and the API stay below 100.
    connectionsMax: 12,
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  const mailer = createMailer(await mailRouteOf(config))
  const world = buildSendingWorld(
    buildWorld({ database, keyRing, publicUrl: config.publicUrl, providers: providersOf(config) }),
    { keyRing, mailers: [mailer] },
  )
  const backend = await openBackend(
    config.queue.kind === 'redis' ? { redisUrl: config.queue.url.reveal() } : { databaseUrl },
    { onError: (error) => log.warn({ err: error }, 'a queue connection broke'), signal: stopping },
  )
  const workers = await startWorkers({ world, databaseUrl, backend, log })
  log.info({ queue: config.queue.kind, mail: config.mail.kind }, 'working')
  process.send?.('ready')
  await untilAborted(stopping)
  const close = async (): Promise<boolean> => {
    await workers.close(graceSeconds)
    await Promise.all([backend.close(), mailer.close(), database.close()])
    return true
  }
  const isClosed = await Promise.race([close(), pause((graceSeconds + goodbyeSeconds) * 1000, false)])
  if (isClosed) log.info('stopped')
  else log.warn('stopped before every connection was closed')
})

async function mailRouteOf({ mail, dkim }: Config): Promise<MailRoute> {
  if (mail.kind === 'resend') {
    return { kind: 'resend', apiKey: mail.apiKey.reveal(), baseUrl: mail.baseUrl ?? undefined }
  }
  if (!mail.url) throw new Error('The local mailbox has not been started; scripts/server starts it.')
  return {
    kind: 'smtp',
    url: mail.url.reveal(),
    dkim: dkim
      ? { domainName: dkim.domain, keySelector: dkim.selector, privateKey: await readDkimKey(dkim.keyFile) }
      : undefined,
  }
}

/** @throws ConfigError for a file that holds no private key: with one, mail would leave unsigned and without an error */
async function readDkimKey(path: string): Promise<string> {
  try {
    const pem = await readFile(path, 'utf8')
    createPrivateKey(pem)
    return pem
  } catch {
    throw new ConfigError(['DKIM_KEY_FILE must name a readable file with a private key in PEM.'])
  }
}
