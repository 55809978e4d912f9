import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A client of SMTP or LMTP that says exactly what a test makes it say. */
export type MailConversation = AsyncDisposable & {
  /** The greeting of the server. */
  readonly greeting: string
  /** Sends lines, and returns the next `replies` whole replies, each with the lines of it joined. */
  say(lines: string | Buffer, replies?: number): Promise<string[]>
  /** Breaks off without a word. */
  breakOff(): void
}

/** @throws Error when the server hangs up before it has answered */
export async function talkTo(port: number): Promise<MailConversation> {
  const socket = connect(port, '127.0.0.1')
  const nextReplies = readerOf(socket)
  const [greeting = ''] = await nextReplies(1)
  return {
    greeting,
    async say(lines, replies = 1) {
      socket.write(typeof lines === 'string' ? `${lines}\r\n` : lines)
      return nextReplies(replies)
    },
    breakOff: () => socket.destroy(),
    async [Symbol.asyncDispose]() {
      const closed = socket.closed ? null : once(socket, 'close')
      socket.destroy()
      await closed
    },
  }
}

function readerOf(socket: Socket): (count: number) => Promise<string[]> {
  let received = ''
  let wake = (): void => {}
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received += chunk
    wake()
  })
  socket.on('error', () => wake())
  socket.on('close', () => wake())
  return async (count) => {
    const replies: string[] = []
    while (replies.length < count) {
      const end = /^\d{3}(?: .*)?\r\n/m.exec(received)
      if (end) {
        replies.push(received.slice(0, end.index + end[0].length).trimEnd())
        received = received.slice(end.index + end[0].length)
        continue
      }
      if (socket.closed) throw new Error('The server hung up.')
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      await promise
    }
    return replies
  }
}
