import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { openDatabase } from '#database/database'
import { createMailer, type MailRoute } from '#mail/create-mailer'
import { buildWorld } from '#runtimes/build-world'
import { ConfigError, databaseUrlOf, parseConfig, type Config } from '#runtimes/config'
import { openKeysFile } from '#runtimes/keys-file'
import { createLogger } from '#runtimes/logger'
import { runProgram, untilAborted } from '#runtimes/run-program'
import { buildSendingWorld } from './build-sending-world.ts'
import { openBackend } from './queue-backend.ts'
import { startWorkers } from './start-workers.ts'

// A call to the provider ends within 20 s; what is still open after this is settled by whoever starts next.
const graceSeconds = 25

runProgram('worker', async (stopping) => {
  const config = parseConfig(process.env)
  const log = createLogger(config.logLevel, 'worker')
  const keyRing = await openKeysFile(config.keysFile)
  const databaseUrl = databaseUrlOf(config)
  await using database = openDatabase(databaseUrl, {
    name: 'northlight-worker',
    connectionsMax: 16,
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  const mailer = createMailer(await mailRouteOf(config))
  const world = buildSendingWorld(buildWorld({ database, keyRing, publicUrl: config.publicUrl }), { keyRing, mailer })
  const backend = await openBackend(
    config.queue.kind === 'redis' ? { redisUrl: config.queue.url.reveal() } : { databaseUrl },
  )
  const workers = await startWorkers({ world, databaseUrl, backend, log })
  log.info({ queue: config.queue.kind, mail: config.mail.kind }, 'working')
  process.send?.('ready')
  await untilAborted(stopping)
  await workers.close(graceSeconds)
  await backend.close()
  await mailer.close()
  log.info('stopped')
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
