import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { deriveKey, type KeyRing } from '#crypto/key-ring'
import { openDatabase, type OpenDatabase } from '#database/database'
import { limits } from '#domain/limits'
import { createApp } from '#http/app'
import { createConsoleApp } from '#http/staff/console-app'
import { mailboxPages, mailboxPath } from '#http/development/mailbox-pages'
import { createWebhookApp, type WebhookParts } from '#http/webhooks/webhook-app'
import { createResendWebhookReader } from '#mail/resend-webhook'
import { fetchWithAccessLog } from './access-log.ts'
import { blindSpotsOf } from './blind-spots.ts'
import { buildStaffApp } from './build-staff-app.ts'
import { buildWorld } from './build-world.ts'
import { clientAddress } from './client-address.ts'
import { ConfigError, databaseUrlOf, parseConfig, worldSettingsOf, type Config } from './config.ts'
import { openKeysFile } from './keys-file.ts'
import { createLetterCardDrawer } from './letter-card.ts'
import { createLogger } from './logger.ts'
import { openMaildir } from './maildir.ts'
import { countRequests } from './open-requests.ts'
import { projectRoot } from './project-root.ts'
import { runProgram, untilAborted } from './run-program.ts'

// Longer than any page of ours takes, shorter than what supervisors wait before they kill.
const shutdownMilliseconds = 10_000
// A reader on a bad line gets through; a connection held open by a script does not last.
const requestTimeout = 30_000
const headersTimeout = 10_000
const readinessMilliseconds = 2_000

runProgram('api', async (stopping) => {
  const config = parseConfig(process.env)
  const log = createLogger(config.logLevel, 'api')
  const keyRing = await openKeysFile(config.keysFile)
  await using open = openDatabase(databaseUrlOf(config), {
    name: 'northlight-api',
    patience: {
      connectSeconds: limits.pageConnectSeconds,
      statementSeconds: limits.pageStatementSeconds,
      answerSeconds: limits.pageAnswerSeconds,
    },
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  const world = buildWorld({ database: open, keyRing, ...worldSettingsOf(config) })
  const parts = {
    world,
    clientAddress: (c: Context) =>
      clientAddress(getConnInfo(c).remote.address, c.req.header('X-Forwarded-For'), config.trustedProxies),
    assetsDirectory: join(projectRoot(), 'dist/assets'),
    reportBug: (error: Error) => log.error({ err: error }, 'a request ended on a bug'),
  }
  const app = createApp({
    ...parts,
    formSecret: formSecretOf(keyRing),
    drawLetterCard: createLetterCardDrawer(),
    hasSampleData: config.hasSampleData,
    isReady: async () => !stopping.aborted && (await answers(open)),
    mount: [
      { path: '/', app: buildStaffApp({ ...parts, keyRing }) },
      {
        path: '/',
        app: createConsoleApp({
          publicUrl: world.publicUrl,
          directory: join(projectRoot(), 'dist/console'),
          hasSampleData: config.hasSampleData,
        }),
      },
      ...webhookApps(config, parts),
      ...(await developmentPages(config)),
    ],
  })
  const requests = countRequests(fetchWithAccessLog(app, log))
  const server = createAdaptorServer({
    fetch: requests.fetch,
    serverOptions: { requestTimeout, headersTimeout },
  })
  await listen(server, config)
  log.info({ port: config.port }, 'listening')
  for (const spot of blindSpotsOf(config)) log.warn(spot)
  process.send?.('ready')
  await untilAborted(stopping)
  await close(server)
  await requests.untilAnswered()
  log.info('stopped')
})

function formSecretOf({ links: [signing] }: KeyRing): Uint8Array {
  if (signing === undefined) throw new Error('The key ring has no key for links.')
  return deriveKey(signing.key, 'form')
}

function webhookApps({ resendWebhookSecrets }: Config, parts: Omit<WebhookParts, 'readResendWebhook'>) {
  if (resendWebhookSecrets.length === 0) return []
  const secrets = resendWebhookSecrets.map((secret) => secret.reveal())
  return [{ path: '/', app: createWebhookApp({ ...parts, readResendWebhook: createResendWebhookReader({ secrets }) }) }]
}

async function developmentPages(config: Config) {
  if (!config.mail.some(({ kind }) => kind === 'mailbox')) return []
  const reader = await openMaildir(join(config.dataDirectory, 'mailbox'))
  const stylesheet = await readFile(join(projectRoot(), 'dist/assets/mailbox.css'), 'utf8')
  return [{ path: mailboxPath, app: mailboxPages({ reader, stylesheet }) }]
}

async function answers({ pool }: OpenDatabase): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), readinessMilliseconds).unref()
  })
  const query = pool.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([query, timeout])
}

async function listen(server: ServerType, { host, port }: Config): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      throw new ConfigError([`PORT: port ${port} is in use by another program. Set PORT to one that is free.`])
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError(['HOST is not an address of this machine.'])
    if (code === 'EACCES') throw new ConfigError([`PORT: this user may not listen on port ${port}.`])
    throw error
  }
}

/** Takes no new connection, lets requests finish, and cuts off what is left after the time for shutting down. */
async function close(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), shutdownMilliseconds)
  await closed
  clearTimeout(cut)
}
