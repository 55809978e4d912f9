import { createServer, type Socket } from 'node:net'
import { runSink } from '../parts/run-sink.ts'
import { sumOf, type SinkAccount } from '../parts/sink-account.ts'

/**
 * An SMTP server (RFC 5321) that takes every message, counts it and keeps nothing. In plain text, as no packet leaves the
 * machine, and lean, so that what is measured is the sender: it offers what a usual server offers, keeps to the order of
 * commands, takes the second of two dots off a line and looks for nothing in a message but its end.
 */
runSink('smtp-sink', (account) => createServer((socket) => converse(socket, account)).listen(0, '127.0.0.1'))

const extensions = ['PIPELINING', 'SIZE 52428800', '8BITMIME', 'ENHANCEDSTATUSCODES', 'SMTPUTF8']

const messageEnd = '\r\n.\r\n'

type Envelope = { sender: string | null; recipients: string[] }

function converse(socket: Socket, account: SinkAccount): void {
  let envelope: Envelope = { sender: null, recipients: [] }
  let unread: Buffer = Buffer.alloc(0)
  let isInMessage = false

  const take = (): string | null => {
    const end = unread.indexOf(messageEnd)
    if (end < 0) return null
    const size = end + 2 - countStuffedDots(unread.subarray(0, end))
    const messages = envelope.recipients.length
    account.take({ messages, bytes: messages * size, sum: sumOf(envelope.recipients) })
    unread = unread.subarray(end + messageEnd.length)
    envelope = { sender: null, recipients: [] }
    isInMessage = false
    return '250 2.0.0 taken'
  }
  const obey = (): string | null => {
    const end = unread.indexOf('\r\n')
    if (end < 0) return null
    const line = unread.toString('latin1', 0, end)
    unread = unread.subarray(end + 2)
    const answer = answerTo(line, envelope)
    isInMessage = answer.startsWith('354')
    return answer
  }
  socket.setNoDelay(true)
  // A client that breaks off is missing from the account, which is where it shows.
  socket.on('error', () => {})
  socket.write('220 sink.localhost ESMTP\r\n')
  socket.on('data', (chunk) => {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    unread = unread.length === 0 ? piece : Buffer.concat([unread, piece])
    let answers = ''
    for (let answer = read(); answer !== null; answer = read()) answers += `${answer}\r\n`
    if (answers !== '') socket.write(answers, 'latin1')
    if (answers.startsWith('221')) socket.end()
  })
  function read(): string | null {
    return isInMessage ? take() : obey()
  }
}

function answerTo(line: string, envelope: Envelope): string {
  const [, verb = '', rest = ''] = /^(\w+) ?(.*)$/.exec(line) ?? []
  const path = /:<([^>]*)>/.exec(rest)?.[1]
  switch (verb.toUpperCase()) {
    case 'EHLO':
      return ['250-sink.localhost', ...extensions.map((name) => `250-${name}`), '250 HELP'].join('\r\n')
    case 'MAIL':
      if (envelope.sender !== null || path === undefined) return '503 5.5.1 not now'
      envelope.sender = path
      return '250 2.1.0 sender known'
    case 'RCPT':
      if (envelope.sender === null || !path) return '503 5.5.1 of whom?'
      envelope.recipients.push(path)
      return '250 2.1.5 recipient known'
    case 'DATA':
      return envelope.recipients.length > 0 ? '354 go on' : '503 5.5.1 to whom?'
    case 'RSET':
      envelope.sender = null
      envelope.recipients.length = 0
      return '250 2.0.0 forgotten'
    case 'NOOP':
      return '250 2.0.0 here'
    case 'QUIT':
      return '221 2.0.0 bye'
    default:
      return '502 5.5.1 unknown here'
  }
}

// A line of a message that begins with a dot is sent with another one before it (RFC 5321 §4.5.2).
function countStuffedDots(message: Buffer): number {
  let count = 0
  for (let at = message.indexOf('\r\n..'); at >= 0; at = message.indexOf('\r\n..', at + 3)) count += 1
  return count
}
