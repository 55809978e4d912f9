import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** What a server of the DNS says of the text at a name: records in pieces, or a code of RFC 1035 §4.1.1. */
export type TextAnswer = readonly (readonly string[])[] | { readonly code: number }

/** A name server on loopback that knows text records alone. Its address is as `Resolver.setServers` takes it. */
export type NameServer = AsyncDisposable & { readonly address: string }

export async function startNameServer(answers: Readonly<Record<string, TextAnswer>>): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => {
    const { name, end } = readName(query)
    const answer = answers[name.toLowerCase()] ?? { code: 3 }
    socket.send(respond(query.subarray(0, end + 4), answer), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async [Symbol.asyncDispose]() {
      socket.close()
      await once(socket, 'close')
    },
  }
}

const headerLength = 12

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = headerLength
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), end: at + 1 }
}

/** @param question the header and the question of a query, which an answer repeats */
function respond(question: Buffer, answer: TextAnswer): Buffer {
  const records = 'code' in answer ? [] : answer
  const head = Buffer.from(question)
  // A response, recursion available, with its code; one question, so many answers, nothing more.
  head.writeUInt16BE(0x8180 | ('code' in answer ? answer.code : 0), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...records.map(textRecord)])
}

function textRecord(pieces: readonly string[]): Buffer {
  const data = Buffer.concat(pieces.map((piece) => Buffer.from([piece.length, ...Buffer.from(piece)])))
  const record = Buffer.alloc(headerLength)
  // The name is that of the question; TXT, of the Internet, kept for no time.
  record.writeUInt16BE(0xc000 | headerLength, 0)
  record.writeUInt16BE(16, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt16BE(data.length, 10)
  return Buffer.concat([record, data])
}
