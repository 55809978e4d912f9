import { openDatabase } from '#database/database'
import { limits } from '#domain/limits'
import { readInboundMail } from '#mail/inbound-mail'
import { buildWorld } from './build-world.ts'
import { databaseUrlOf, parseConfig, worldSettingsOf, type Config } from './config.ts'
import { openKeysFile } from './keys-file.ts'
import { createLogger } from './logger.ts'
import { runProgram } from './run-program.ts'
import { findRunningDatabase } from './running-database.ts'
import { takeInboundMail, type InboundAnswer } from './take-inbound-mail.ts'

/** What a mail server makes of the exit code (sysexits.h): 65 and 67 go back to the sender, 75 is tried again. */
const exitCodes: Readonly<Record<InboundAnswer | 'too-large', number>> = {
  taken: 0,
  'too-large': 65,
  'unknown-recipient': 67,
  'not-now': 75,
}

// Takes one message from standard input. Whatever is wrong with us, the configuration too, makes the mail server keep
// the message: a report that it throws away is a dead address that is written to for ever.
runProgram('receive-mail', async () => {
  const log = createLogger('info', 'receive-mail')
  try {
    process.exitCode = exitCodes[await receive(process.argv[2] ?? '')]
  } catch (error) {
    log.error({ err: error }, 'inbound mail could not be taken and has to come again')
    process.exitCode = exitCodes['not-now']
  }
})

async function receive(address: string): Promise<InboundAnswer | 'too-large'> {
  const config = parseConfig(process.env)
  if (config.inbound === null) throw new Error('INBOUND_DOMAIN is not set, so no mail is for us.')
  const log = createLogger(config.logLevel, 'receive-mail')
  const bytes = await readAll(process.stdin)
  if (bytes === null) return 'too-large'
  const mail = await readInboundMail(bytes)
  const keyRing = await openKeysFile({ ...config.keysFile, mayBeGenerated: false })
  await using open = openDatabase(await databaseUrl(config), { connectionsMax: 1, name: 'northlight-receive-mail' })
  const world = buildWorld({ database: open, keyRing, ...worldSettingsOf(config) })
  return await takeInboundMail({ world, log }, { address, mail })
}

async function databaseUrl(config: Config): Promise<string> {
  if (config.database.kind === 'external') return databaseUrlOf(config)
  const running = await findRunningDatabase(config.dataDirectory)
  if (!running) throw new Error('Northlight is not running, and its embedded database with it.')
  return running.url
}

/** All that comes; null when it is too much, which is read to its end, so that the writer is not cut off. */
async function readAll(input: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    length += chunk.length
    if (length <= limits.inboundMailBytesMax) chunks.push(chunk)
    else chunks.length = 0
  }
  return length <= limits.inboundMailBytesMax ? Buffer.concat(chunks) : null
}
