import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** The place at which a double listens for connections. */
export type Door = {
  readonly port: number
  /** The connections that stand. */
  readonly visitors: () => readonly Socket[]
  /** Listens again after `close`, at the same port. */
  readonly open: () => Promise<void>
  /** Refuses connections and cuts those that stand. */
  readonly close: () => Promise<void>
}

const host = '127.0.0.1'

/** Opens a door on loopback. @param wanted the port; 0 for any that is free */
export async function openDoor(wanted: number, onVisitor: (socket: Socket) => void): Promise<Door> {
  const sockets = new Set<Socket>()
  let listener = createServer()
  const listen = async (port: number): Promise<number> => {
    listener = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {
        // The caller's process was killed, or hung up on us.
      })
      socket.on('close', () => sockets.delete(socket))
      onVisitor(socket)
    })
    listener.listen(port, host)
    await once(listener, 'listening')
    const address = listener.address()
    if (typeof address !== 'object' || address === null) throw new Error('A double has no port.')
    return address.port
  }
  const port = await listen(wanted)
  return {
    port,
    visitors: () => [...sockets],
    open: async () => void (await listen(port)),
    async close() {
      if (!listener.listening) return
      const closed = once(listener, 'close')
      listener.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
