import { once } from 'node:events'
import type { Server } from 'node:net'
import { runProgram, untilAborted } from '#runtimes/run-program'
import { openSinkAccount, type SinkAccount } from './sink-account.ts'

/**
 * Runs a sink as a program of its own: tells the process that forked it which port it listens on, and answers every
 * message from there with the account of what came since the one before.
 * @param listen starts the server on a free port of loopback
 */
export function runSink(name: string, listen: (account: SinkAccount) => Server): void {
  runProgram(name, async (stopping) => {
    const account = openSinkAccount()
    const server = listen(account)
    await once(server, 'listening')
    process.on('message', () => process.send?.(account.close()))
    process.send?.({ port: portOf(server) })
    await untilAborted(stopping)
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('A sink has no port.')
  return address.port
}
