import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** Where in a conversation a server breaks off; `end` is the final dot. */
export type Step = 'greeting' | 'MAIL' | 'RCPT' | 'DATA' | 'body' | 'end'

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly source: string }

export type SmtpDouble = AsyncDisposable & {
  readonly url: string
  /** Messages whose final dot was answered with 250, in order. */
  readonly received: ReceivedMail[]
  /** Connections that were opened so far. */
  readonly connections: () => number
  stop(): Promise<void>
}

/** An answer that quotes what a server likes to quote. */
export type Reply = { readonly code: number; readonly text?: string }

/**
 * A real SMTP server on loopback (`smtp-server`) that answers one step with a refusal, or waits at the final dot.
 * Replies stand for one recipient where `only` names one.
 */
export async function startSmtpDouble({
  replies = {},
  only,
  gate,
  password,
}: {
  readonly replies?: Partial<Record<'AUTH' | 'MAIL' | 'RCPT' | 'end', Reply>>
  readonly only?: string
  readonly gate?: () => Promise<void>
  readonly password?: string
} = {}): Promise<SmtpDouble> {
  const received: ReceivedMail[] = []
  let connections = 0
  const refusalAt = (step: keyof typeof replies, recipient?: string): Error | null => {
    const reply = replies[step]
    if (!reply || (only !== undefined && recipient !== only)) return null
    return Object.assign(new Error(reply.text ?? 'no'), { responseCode: reply.code })
  }
  const server = new SMTPServer({
    disabledCommands: password === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect(_session, callback) {
      connections += 1
      callback()
    },
    onAuth(auth, _session, callback) {
      const refusal = refusalAt('AUTH')
      if (refusal) return callback(refusal)
      callback(auth.password === password ? null : new Error('no'), { user: 'letters' })
    },
    onMailFrom: (_address, _session, callback) => callback(refusalAt('MAIL')),
    onRcptTo: ({ address }, _session, callback) => callback(refusalAt('RCPT', address)),
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      const to = envelope.rcptTo.map(({ address }) => address)
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const answer = (): void => {
          const refusal = refusalAt('end', to[0])
          if (refusal) return callback(refusal)
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
          received.push({ from, to, source: Buffer.concat(chunks).toString('latin1') })
          callback()
        }
        if (gate) gate().then(answer, callback)
        else answer()
      })
    },
  })
  // A client that breaks off is that client's matter.
  server.on('error', () => {})
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const stop = (): Promise<void> => new Promise((resolve) => server.close(resolve))
  const credentials = password === undefined ? '' : `letters:${encodeURIComponent(password)}@`
  return {
    url: urlOf(listener, credentials),
    received,
    connections: () => connections,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

export type BreakingServer = AsyncDisposable & {
  readonly url: string
  /** Messages that came as far as their final dot. */
  readonly completed: () => number
  /** Every step that a client reached, in order. */
  readonly steps: Step[]
}

/**
 * A server that keeps to the protocol as far as one step of one message, there says `says`, if anything, and cuts the
 * connection. It takes `after` messages first, over any number of connections.
 */
export async function startBreakingServer(
  breaksAt: Step,
  { says = '', after = 0 }: { readonly says?: string; readonly after?: number } = {},
): Promise<BreakingServer> {
  const steps: Step[] = []
  const sockets = new Set<Socket>()
  let completed = 0

  const reach = (socket: Socket, step: Step, reply: string): void => {
    steps.push(step)
    if (step !== breaksAt || completed !== after) socket.write(reply)
    else if (says === '') socket.destroy()
    else socket.end(says)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    let unread = ''
    let isInBody = false
    // Our own side of a cut connection.
    socket.on('error', () => {})
    reach(socket, 'greeting', '220 server.test ESMTP\r\n')
    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1')
      while (socket.writable) {
        if (isInBody && unread !== '' && breaksAt === 'body' && completed === after) return reach(socket, 'body', '')
        const mark = isInBody ? '\r\n.\r\n' : '\r\n'
        const end = unread.indexOf(mark)
        if (end < 0) return
        const line = unread.slice(0, end)
        unread = unread.slice(end + mark.length)
        if (isInBody) {
          reach(socket, 'end', '250 taken\r\n')
          completed += 1
          isInBody = false
        } else if (line.startsWith('MAIL')) reach(socket, 'MAIL', '250 OK\r\n')
        else if (line.startsWith('RCPT')) reach(socket, 'RCPT', '250 OK\r\n')
        else if (line === 'DATA') {
          reach(socket, 'DATA', '354 go on\r\n')
          isInBody = true
        } else socket.write('250 OK\r\n')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { url: urlOf(server, ''), completed: () => completed, steps, [Symbol.asyncDispose]: stop }
}

function urlOf(server: Server, credentials: string): string {
  const { port } = server.address() as AddressInfo
  return `smtp://${credentials}127.0.0.1:${port}`
}
