import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { SmtpError } from './smtp-failure.ts'
import { createSmtpReplyReader, type SmtpReply } from './smtp-reply.ts'

/** A connection past its greeting: what we say goes out as it is, and the server's replies come in one by one. */
export type SmtpConversation = {
  say(...parts: readonly (string | Buffer)[]): void
  /** The next reply, or, as a short code, what became of the connection instead of one. */
  hear(): Promise<SmtpReply | string>
  /** What became of the connection; null while it stands. */
  readonly lost: () => string | null
  /** Notes that nothing is said until further notice: a server that speaks then has put us out of step. */
  rest(): void
  /** Breaks off, whatever is under way. */
  cut(): void
}

/**
 * Takes a connection that nodemailer has opened out of its hands. It still watches over its life: errors, silence, the
 * end.
 * @param onEnd called once when the connection is gone
 * @throws SmtpError when it is gone already
 */
export function takeOverConversation(connection: SMTPConnection, onEnd: () => void): SmtpConversation {
  const socket = connection._socket
  if (!socket) throw new SmtpError('connect', 'econnection')
  const reader = createSmtpReplyReader()
  const unheard: SmtpReply[] = []
  let isResting = true
  let lost: string | null = null
  let listener: ((heard: SmtpReply | string) => void) | null = null

  const tell = (heard: SmtpReply | string): boolean => {
    const told = listener
    listener = null
    told?.(heard)
    return told !== null
  }
  const lose = (code: string): void => {
    if (lost !== null) return
    lost = code
    tell(reader.readRest() ?? code)
  }
  const cut = (): void => {
    lose('aborted')
    socket.destroy()
  }
  const rest = (): void => {
    isResting = true
    if (unheard.length > 0) cut()
  }
  socket.removeAllListeners('data')
  socket.on('data', (chunk: Buffer) => {
    for (const reply of reader.read(chunk)) if (!tell(reply)) unheard.push(reply)
    if (isResting) rest()
  })
  connection.removeAllListeners('error')
  connection.removeAllListeners('end')
  connection.on('error', (error: unknown) => lose(codeOfConnectionError(error)))
  connection.once('end', () => {
    lose('econnection')
    onEnd()
  })
  return {
    say(...parts) {
      isResting = false
      socket.cork()
      for (const part of parts) socket.write(part, 'latin1')
      socket.uncork()
    },
    hear() {
      const heard = unheard.shift() ?? lost
      if (heard !== null) return Promise.resolve(heard)
      return new Promise((resolve) => {
        listener = resolve
      })
    },
    lost: () => lost,
    rest,
    cut,
  }
}

/** A name of nodemailer or of Node in lower case: `econnection`. Never the message, which quotes the server. */
export function codeOfConnectionError(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code.toLowerCase() : 'unknown'
}
