import { once } from 'node:events'
import { createServer } from 'node:net'

// Below the ports that systems give to outgoing connections, which could otherwise take that of a server while it is
// down.
const lowest = 15_000
const highest = 31_000

/** A free port of loopback, by whatever chance `random` is, at which a server can come back after it was stopped. */
export async function pickPort(random: { int(min: number, max: number): number }): Promise<number> {
  for (;;) {
    const port = random.int(lowest, highest)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
