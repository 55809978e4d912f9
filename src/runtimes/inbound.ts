import { lookup } from 'node:dns/promises'
import { openDatabase } from '#database/database'
import { buildWorld } from './build-world.ts'
import { ConfigError, databaseUrlOf, parseConfig, worldSettingsOf, type Config } from './config.ts'
import { startInboundServer, type InboundPlace } from './inbound-server.ts'
import { openKeysFile } from './keys-file.ts'
import { createLogger } from './logger.ts'
import { isPrivateAddress } from './private-address.ts'
import { runProgram, untilAborted } from './run-program.ts'

const connectionsMax = 5

// Takes the mail that comes back. It has no mailer and opens no address.
runProgram('inbound', async (stopping) => {
  const config = parseConfig(process.env)
  const log = createLogger(config.logLevel, 'inbound')
  const place = await placeOf(config)
  const keyRing = await openKeysFile(config.keysFile)
  await using open = openDatabase(databaseUrlOf(config), {
    name: 'northlight-inbound',
    connectionsMax,
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  const world = buildWorld({ database: open, keyRing, ...worldSettingsOf(config) })
  const server = await startInboundServer({ world, log }, place).catch((error: unknown) => {
    throw listenProblem(error, place) ?? error
  })
  log.info({ port: server.port, protocol: place.protocol }, 'listening')
  process.send?.('ready')
  await untilAborted(stopping)
  await server.stop()
  log.info('stopped')
})

/**
 * Where to listen. There is no TLS and no defence against spam here, and what comes may name a reader, so mail is taken
 * from a mail server beside us only.
 * @throws ConfigError
 */
async function placeOf({ inbound }: Config): Promise<InboundPlace> {
  if (!inbound?.listen) throw new ConfigError(['INBOUND_DOMAIN and INBOUND_LISTEN must be set for mail to be taken.'])
  const { protocol, port } = inbound.listen
  const found = await lookup(inbound.listen.host).catch(() => null)
  if (!found) throw new ConfigError(['INBOUND_LISTEN names a host that is not known.'])
  if (!isPrivateAddress(found.address)) {
    throw new ConfigError([
      'INBOUND_LISTEN must be a loopback address or one of a private network, behind a mail server: docs/inbound-mail.md.',
    ])
  }
  return { protocol, port, host: found.address }
}

function listenProblem(error: unknown, { port }: InboundPlace): ConfigError | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new ConfigError([`INBOUND_LISTEN: port ${port} is in use by another program.`])
  if (code === 'EADDRNOTAVAIL') return new ConfigError(['INBOUND_LISTEN is not an address of this machine.'])
  if (code === 'EACCES') return new ConfigError([`INBOUND_LISTEN: this user may not listen on port ${port}.`])
  return null
}
