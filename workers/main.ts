import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#database/database'
import { outlastOutage } from '#database/outlast-outage'
import { buildWorld } from '#runtimes/build-world'
import { databaseUrlOf, parseConfig, worldSettingsOf } from '#runtimes/config'
import { openKeysFile } from '#runtimes/keys-file'
import { createLogger } from '#runtimes/logger'
import { runProgram, untilAborted } from '#runtimes/run-program'
import { buildSendingWorld } from './build-sending-world.ts'
import { checkClock } from './check-clock.ts'
import { openMailers } from './open-mailers.ts'
import { openBackend } from './queue-backend.ts'
import { startWorkers } from './start-workers.ts'
import { tellSigningKeys } from './tell-signing-keys.ts'

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
    // For most of the jobs that run at a time. With the queues' own, two workers, the API and the door for mail that
    // comes back stay below the 100 connections that PostgreSQL allows by default.
    connectionsMax: 12,
    goesByIndexes: true,
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  const mailers = await openMailers(config)
  // The database may be starting as well, as after a power cut.
  await outlastOutage(() => checkClock(database.database, Temporal.Now.instant))
  const world = buildSendingWorld(buildWorld({ database, keyRing, ...worldSettingsOf(config) }), { keyRing, mailers })
  await outlastOutage(() => tellSigningKeys(world, config))
  const backend = await openBackend(
    config.queue.kind === 'redis' ? { redisUrl: config.queue.url.reveal() } : { databaseUrl },
    { onError: (error) => log.warn({ err: error }, 'a queue connection broke'), signal: stopping },
  )
  await mkdir(config.dataDirectory, { recursive: true, mode: 0o711 })
  const memoryFile = join(config.dataDirectory, 'sending-pulse.json')
  const workers = await startWorkers({ world, databaseUrl, backend, log, memoryFile })
  log.info({ queue: config.queue.kind, mail: config.mail.map(({ kind }) => kind) }, 'working')
  process.send?.('ready')
  await untilAborted(stopping)
  const close = async (): Promise<boolean> => {
    await workers.close(graceSeconds)
    await Promise.all([backend.close(), ...mailers.map((mailer) => mailer.close()), database.close()])
    return true
  }
  const isClosed = await Promise.race([close(), pause((graceSeconds + goodbyeSeconds) * 1000, false)])
  if (isClosed) log.info('stopped')
  else log.warn('stopped before every connection was closed')
})
