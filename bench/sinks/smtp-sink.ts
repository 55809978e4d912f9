import { SMTPServer } from 'smtp-server'
import { runSink } from '../parts/run-sink.ts'

/** An SMTP server that takes every message, counts it and keeps nothing. In plain text, as no packet leaves the machine. */
runSink('smtp-sink', (account) => {
  const server = new SMTPServer({
    name: 'sink.localhost',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    onData(stream, { envelope }, callback) {
      let bytes = 0
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      stream.on('end', () => {
        for (const { address } of envelope.rcptTo) account.take(address, bytes)
        callback()
      })
    },
  })
  // A client that breaks off is missing from the account, which is where it shows.
  server.on('error', () => {})
  return server.listen(0, '127.0.0.1')
})
