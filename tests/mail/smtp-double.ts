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
  /** Whether every message came over TLS. */
  readonly secured: () => boolean
  stop(): Promise<void>
}

/** An answer that quotes what a server likes to quote. */
export type Reply = { readonly code: number; readonly text?: string }

type SmtpDoubleOptions = {
  readonly replies?: Partial<Record<'AUTH' | 'MAIL' | 'RCPT' | 'end', Reply>>
  /** The recipients for whom replies stand; every one, where nothing is said. */
  readonly refuses?: (recipient: string) => boolean
  readonly gate?: (recipient: string) => Promise<void>
  readonly password?: string
  /** Whether it takes commands without waiting for its answers (RFC 2920), and says so. */
  readonly pipelines?: boolean
  /** Connections that it takes at a time. */
  readonly clientsMax?: number
  /** Offers STARTTLS, and speaks no word about mail before. */
  readonly tls?: { readonly key: string; readonly cert: string } | null
}

/**
 * A real SMTP server on loopback (`smtp-server`) that answers one step with a refusal, or waits at the final dot.
 * A text of a reply may begin with an enhanced status code.
 */
export async function startSmtpDouble({
  replies = {},
  refuses = () => true,
  gate,
  password,
  pipelines = true,
  clientsMax = 100,
  tls = null,
}: SmtpDoubleOptions = {}): Promise<SmtpDouble> {
  const received: ReceivedMail[] = []
  let connections = 0
  let isSecured = true
  const refusalAt = (step: keyof typeof replies, recipient = ''): Error | null => {
    const reply = replies[step]
    if (!reply || !refuses(recipient)) return null
    return Object.assign(new Error(reply.text ?? 'no'), { responseCode: reply.code })
  }
  const server = new SMTPServer({
    disabledCommands: [...(password === undefined ? ['AUTH'] : []), ...(tls ? [] : ['STARTTLS'])],
    hidePIPELINING: !pipelines,
    maxClients: clientsMax,
    ...tls,
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
    onData(stream, { envelope, secure }, callback) {
      isSecured &&= secure
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
        if (gate) gate(to[0] ?? '').then(answer, callback)
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
    secured: () => isSecured,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

export type BreakingServer = AsyncDisposable & {
  readonly url: string
  /** Messages that came as far as their final dot. */
  readonly completed: () => number
  readonly connections: () => number
  /** Every step that a client reached, in order. */
  readonly steps: Step[]
  /** Says something on every connection without being asked. */
  readonly say: (words: string) => void
}

/**
 * A server that keeps to the protocol as far as one step of one message, there says `says`, if anything, and cuts the
 * connection. It takes `after` messages first, over any number of connections, and breaks off `times` times.
 */
export async function startBreakingServer(
  breaksAt: Step,
  {
    says = '',
    after = 0,
    times = Infinity,
    pipelines = false,
    answers = {},
  }: {
    readonly says?: string
    readonly after?: number
    readonly times?: number
    readonly pipelines?: boolean
    /** What it says at a step instead of its yes. */
    readonly answers?: Partial<Record<Step, string>>
  } = {},
): Promise<BreakingServer> {
  const steps: Step[] = []
  const sockets = new Set<Socket>()
  let completed = 0
  let broken = 0

  const breaks = (step: Step): boolean => step === breaksAt && completed === after && broken < times
  const reach = (socket: Socket, step: Step, reply: string): void => {
    steps.push(step)
    if (!breaks(step)) return void socket.write(`${answers[step] ?? reply}\r\n`)
    broken += 1
    if (says === '') socket.destroy()
    else socket.end(says)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    let unread = ''
    let isInBody = false
    // Our own side of a cut connection.
    socket.on('error', () => {})
    reach(socket, 'greeting', '220 server.test ESMTP')
    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1')
      while (socket.writable) {
        if (isInBody && unread !== '' && breaks('body')) return reach(socket, 'body', '')
        const mark = isInBody && !unread.startsWith('.\r\n') ? '\r\n.\r\n' : '\r\n'
        const end = unread.indexOf(mark)
        if (end < 0) return
        const line = unread.slice(0, end)
        unread = unread.slice(end + mark.length)
        if (isInBody) {
          isInBody = false
          reach(socket, 'end', '250 taken')
          completed += 1
        } else if (line.startsWith('EHLO'))
          socket.write(`250-server.test\r\n250 ${pipelines ? 'PIPELINING' : 'HELP'}\r\n`)
        else if (line.startsWith('MAIL')) reach(socket, 'MAIL', '250 OK')
        else if (line.startsWith('RCPT')) reach(socket, 'RCPT', '250 OK')
        else if (line === 'DATA') {
          reach(socket, 'DATA', '354 go on')
          isInBody = true
        } else socket.write(line === 'STARTTLS' ? '502 5.5.1 unknown here\r\n' : '250 OK\r\n')
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
  return {
    url: urlOf(server, ''),
    completed: () => completed,
    connections: () => sockets.size,
    steps,
    say: (words) => sockets.forEach((socket) => socket.write(words)),
    [Symbol.asyncDispose]: stop,
  }
}

function urlOf(server: Server, credentials: string): string {
  const { port } = server.address() as AddressInfo
  return `smtp://${credentials}127.0.0.1:${port}`
}
