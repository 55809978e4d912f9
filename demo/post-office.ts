import { once } from 'node:events'
import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { openMaildir } from '#runtimes/maildir'

/** A server that takes all mail of the demo, and keeps it in the mailbox that the pages show. */
export type PostOffice = {
  /** As `MAIL_URL` takes it. */
  readonly url: string
  stop(): Promise<void>
}

/** What the server does to mail for some addresses: nothing goes wrong by itself where everything is invented. */
export type PostTrouble = {
  /** Refused: there is no such mailbox. */
  readonly unknown: readonly string[]
  /** Taken the first time, but the line breaks before the server can say so. */
  readonly unanswered: readonly string[]
}

const host = '127.0.0.1'

/** Starts the server on loopback, on a port that is free. It passes nothing on. */
export async function startPostOffice(
  directory: string,
  { now, trouble }: { now: () => Temporal.Instant; trouble: PostTrouble },
): Promise<PostOffice> {
  const maildir = await openMaildir(directory)
  const sockets = new Map<number, Socket>()
  const unanswered = new Set(trouble.unanswered)

  const take = async (
    stream: SMTPServerDataStream,
    { from, recipients }: { from: string; recipients: string[] },
  ): Promise<boolean> => {
    await maildir.store({ from, recipients, bytes: await buffer(stream) }, now())
    return !recipients.some((recipient) => unanswered.delete(recipient))
  }

  const server = new SMTPServer({
    name: 'post.localhost',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onRcptTo({ address }, _session, callback) {
      callback(trouble.unknown.includes(address) ? new UnknownMailbox('5.1.1 There is no such mailbox.') : null)
    },
    onData(stream, { envelope, remotePort }, callback) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
      take(stream, { from, recipients: envelope.rcptTo.map(({ address }) => address) }).then(
        (isAnswered) => (isAnswered ? callback() : sockets.get(remotePort)?.destroy()),
        () => callback(new Error('The message could not be kept.')),
      )
    },
  })
  // A client that breaks off is that client's matter.
  server.on('error', () => {})
  const listener = server.listen(0, host)
  listener.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    if (remotePort === undefined) return
    sockets.set(remotePort, socket)
    socket.once('close', () => sockets.delete(remotePort))
  })
  await once(listener, 'listening')
  const address = listener.address()
  if (typeof address !== 'object' || address === null) throw new Error('The post office has no port.')
  return {
    url: `mailbox://${host}:${address.port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

class UnknownMailbox extends Error {
  /** RFC 5321 §4.2.3: mailbox unavailable. */
  readonly responseCode = 550
}
