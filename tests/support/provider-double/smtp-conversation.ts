import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * The steps of a conversation, each named after what the client has just said: `greeting` is the connection itself,
 * `body` the first bytes of a message, `end` its final dot before the message is taken, and `answer` the moment after
 * that, before the client learns of it.
 */
export type SmtpStep = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body' | 'end' | 'answer'

/** What a server says instead of going on; without a code it cuts the connection, or says nothing for ever. */
export type SmtpTrouble =
  | { readonly kind: 'reply'; readonly code: number; readonly text?: string }
  | { readonly kind: 'break'; readonly says?: string }
  | { readonly kind: 'hang' }

/** How far a client has come in one transaction. */
export type Envelope = { readonly from: string; readonly to: readonly string[]; readonly messageId: string | null }

/** What a server takes, beside what every one does. */
export type SmtpManners = {
  /** Takes commands without waiting for its answers (RFC 2920), and says so. */
  readonly pipelines?: boolean
  /** Asks for a message even where it takes none of its recipients, as a server may that takes commands at once. */
  readonly asksForNothing?: boolean
  /** Offers STARTTLS, and speaks no word about mail before. */
  readonly tls?: { readonly key: string; readonly cert: string } | null
}

export type SmtpHost = {
  readonly manners: SmtpManners
  /** Asked at every step, before the server goes on. */
  meet(step: SmtpStep, envelope: Envelope): Promise<SmtpTrouble | null>
  /** Takes a message for all of its recipients. */
  take(envelope: Envelope, source: string, isSecured: boolean): void
  /** Null where anybody may send. */
  readonly password: string | null
}

const endOfBody = '\r\n.\r\n'

type Session = {
  readonly socket: Socket
  readonly host: SmtpHost
  from: string
  to: string[]
  body: string[] | null
  /** The end of what came of the body, in which the mark of its end can begin. */
  tail: string
  isSignedIn: boolean
  /** Where the conversation has gone on over TLS, nothing more is said here. */
  isOver: boolean
}

/** Speaks RFC 5321 with one client as far as a sender of newsletters needs, one command at a time. */
export function converse(socket: Socket, host: SmtpHost): void {
  const session = beginSession(socket, host)
  listen(session, reach(session, 'greeting', '220 double.test ESMTP'))
}

function beginSession(socket: Socket, host: SmtpHost): Session {
  return {
    socket,
    host,
    from: '',
    to: [],
    body: null,
    tail: '',
    isSignedIn: host.password === null,
    isOver: false,
  }
}

function listen(session: Session, begun: Promise<void>): void {
  let unread = ''
  let turn = begun
  session.socket.on('data', (chunk: Buffer) => {
    unread += chunk.toString('latin1')
    turn = turn.then(async () => {
      while (unread !== '' && session.socket.writable && !session.isOver) {
        const rest = await readOn(session, unread)
        if (rest === unread) return
        unread = rest
      }
    })
  })
}

/** Reads one command, or a piece of a body. @returns what is left; the same again where more must come first */
async function readOn(session: Session, unread: string): Promise<string> {
  if (session.body !== null) return readBody(session, session.body, unread)
  const end = unread.indexOf('\r\n')
  if (end < 0) return unread
  const rest = unread.slice(end + 2)
  await obey(session, unread.slice(0, end))
  return rest
}

async function readBody(session: Session, body: string[], unread: string): Promise<string> {
  if (body.length === 0 && !(await passes(session, 'body'))) return ''
  // A message without a line of its own ends at once; the line end before its dot is then that of DATA.
  const seen = (body.length === 0 ? '\r\n' : session.tail) + unread
  const end = seen.indexOf(endOfBody)
  if (end < 0) {
    body.push(unread)
    Object.assign(session, { tail: seen.slice(-(endOfBody.length - 1)) })
    return ''
  }
  const rest = seen.slice(end + endOfBody.length)
  const whole = body.join('') + unread.slice(0, unread.length - rest.length)
  await endMessage(session, whole.slice(0, -'.\r\n'.length))
  return rest
}

async function endMessage(session: Session, text: string): Promise<void> {
  const { host } = session
  const source = text.replaceAll('\r\n..', '\r\n.')
  const envelope = envelopeOf(session, source)
  Object.assign(session, { body: null, tail: '' })
  const trouble = await host.meet('end', envelope)
  if (!trouble) host.take(envelope, source, session.socket instanceof TLSSocket)
  const late = trouble ?? (await host.meet('answer', envelope))
  Object.assign(session, { from: '', to: [] })
  if (late) act(session, late)
  else say(session, '250 2.0.0 taken')
}

async function obey(session: Session, line: string): Promise<void> {
  const verb = /^[A-Za-z]+/.exec(line)?.[0].toUpperCase() ?? ''
  const path = /<([^>]*)>/.exec(line)?.[1] ?? ''
  switch (verb) {
    case 'EHLO':
    case 'HELO':
      return reach(session, 'EHLO', ehloReply(session))
    case 'STARTTLS':
      return secure(session)
    case 'AUTH':
      return signIn(session, line)
    case 'MAIL':
      return takeSender(session, path)
    case 'RCPT':
      return takeRecipient(session, path)
    case 'DATA':
      return takeData(session)
    case 'RSET':
      Object.assign(session, { from: '', to: [] })
      return say(session, '250 2.0.0 OK')
    case 'NOOP':
      return say(session, '250 2.0.0 OK')
    case 'QUIT':
      session.socket.end('221 2.0.0 bye\r\n')
      return
    default:
      return say(session, '502 5.5.2 Command not recognised')
  }
}

async function takeSender(session: Session, path: string): Promise<void> {
  if (mustSecure(session)) return say(session, '530 5.7.0 Must issue a STARTTLS command first')
  if (!session.isSignedIn) return say(session, '530 5.7.0 Authentication required')
  Object.assign(session, { from: path, to: [] })
  return reach(session, 'MAIL', '250 2.1.0 OK')
}

async function takeRecipient(session: Session, path: string): Promise<void> {
  session.to.push(path)
  if (await passes(session, 'RCPT')) say(session, '250 2.1.5 OK')
  else session.to.pop()
}

async function takeData(session: Session): Promise<void> {
  if (session.to.length === 0 && !session.host.manners.asksForNothing)
    return say(session, '503 5.5.1 No valid recipients')
  if (!(await passes(session, 'DATA'))) return
  Object.assign(session, { body: [] })
  say(session, '354 go on')
}

async function signIn(session: Session, line: string): Promise<void> {
  const [, , initial = ''] = line.split(' ')
  const [, , password] = Buffer.from(initial, 'base64').toString('utf8').split('\0')
  if (!(await passes(session, 'AUTH'))) return
  if (session.host.password !== null && password !== session.host.password)
    return say(session, '535 5.7.8 Authentication credentials invalid')
  Object.assign(session, { isSignedIn: true })
  say(session, '235 2.7.0 Authentication succeeded')
}

function mustSecure({ host, socket }: Session): boolean {
  return Boolean(host.manners.tls) && !(socket instanceof TLSSocket)
}

/** RFC 3207: the conversation begins anew, without a greeting, and what came before is forgotten. */
function secure(session: Session): void {
  const { host, socket } = session
  if (!host.manners.tls || socket instanceof TLSSocket) return say(session, '502 5.5.1 unknown here')
  say(session, '220 2.0.0 go on in private')
  session.isOver = true
  socket.removeAllListeners('data')
  const secured = new TLSSocket(socket, { isServer: true, ...host.manners.tls })
  secured.on('error', () => {
    // The client does not believe who we say we are, or hung up on us.
  })
  listen(beginSession(secured, host), Promise.resolve())
}

function ehloReply(session: Session): string {
  const { password, manners } = session.host
  const extensions = [
    '8BITMIME',
    'ENHANCEDSTATUSCODES',
    'SIZE 52428800',
    ...(manners.pipelines ? ['PIPELINING'] : []),
    ...(mustSecure(session) ? ['STARTTLS'] : password === null ? [] : ['AUTH PLAIN']),
  ]
  return ['250-double.test', ...extensions.slice(0, -1).map((name) => `250-${name}`), `250 ${extensions.at(-1)}`].join(
    '\r\n',
  )
}

async function reach(session: Session, step: SmtpStep, reply: string): Promise<void> {
  if (await passes(session, step)) say(session, reply)
}

/** Whether the conversation goes on past a step; where it does not, what is to be said has been said. */
async function passes(session: Session, step: SmtpStep): Promise<boolean> {
  const trouble = await session.host.meet(step, envelopeOf(session, ''))
  if (trouble) act(session, trouble)
  return trouble === null
}

function act({ socket }: Session, trouble: SmtpTrouble): void {
  if (trouble.kind === 'reply') socket.write(`${trouble.code} ${trouble.text ?? 'no'}\r\n`)
  else if (trouble.kind === 'break' && trouble.says) socket.end(trouble.says)
  else if (trouble.kind === 'break') socket.destroy()
}

function say({ socket }: Session, reply: string): void {
  if (socket.writable) socket.write(`${reply}\r\n`)
}

function envelopeOf({ from, to }: Session, source: string): Envelope {
  const messageId = /^message-id:\s*<([^>]+)>/im.exec(headersOf(source))?.[1] ?? null
  return { from, to: [...to], messageId }
}

/** The headers of a message, as they stand. */
export function headersOf(source: string): string {
  const end = source.indexOf('\r\n\r\n')
  return end < 0 ? source : source.slice(0, end + 2)
}
