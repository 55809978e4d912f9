import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/**
 * What a server of the DNS says of a name: text records in pieces, servers that take mail with their preferences, or a
 * code of RFC 1035 §4.1.1.
 */
export type NameAnswer =
  | readonly (readonly string[])[]
  | { readonly servers: readonly (readonly [preference: number, server: string])[] }
  | { readonly code: number }

/** A name server on loopback that says the same to whatever it is asked of a name. Its address is as `Resolver.setServers` takes it. */
export type NameServer = AsyncDisposable & { readonly address: string }

export async function startNameServer(answers: Readonly<Record<string, NameAnswer>>): Promise<NameServer> {
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
function respond(question: Buffer, answer: NameAnswer): Buffer {
  const records = recordsOf(answer)
  const head = Buffer.from(question)
  // A response, recursion available, with its code; one question, so many answers, nothing more.
  head.writeUInt16BE(0x8180 | ('code' in answer ? answer.code : 0), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...records])
}

function recordsOf(answer: NameAnswer): readonly Buffer[] {
  if ('code' in answer) return []
  return 'servers' in answer ? answer.servers.map(serverRecord) : answer.map(textRecord)
}

// TXT and MX by their numbers in RFC 1035 §3.2.2.
const types = { text: 16, server: 15 } as const

function serverRecord([preference, server]: readonly [number, string]): Buffer {
  const labels = server.split('.').filter((label) => label !== '')
  const name = labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)]))
  return record(types.server, Buffer.concat([Buffer.from([0, preference]), ...name, Buffer.from([0])]))
}

function textRecord(pieces: readonly string[]): Buffer {
  const data = Buffer.concat(pieces.map((piece) => Buffer.from([piece.length, ...Buffer.from(piece)])))
  return record(types.text, data)
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(headerLength)
  // The name is that of the question; of the Internet, kept for no time.
  head.writeUInt16BE(0xc000 | headerLength, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
