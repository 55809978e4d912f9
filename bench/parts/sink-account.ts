import { hash } from 'node:crypto'
import { z } from 'zod'

/** What a sink has taken since it was last asked. */
export const sinkReportSchema = z.strictObject({
  messages: z.int(),
  /** Stands for the addresses they went to; see `digestOf`. */
  digest: z.string(),
  bytes: z.number(),
})

export type SinkReport = z.infer<typeof sinkReportSchema>

export type SinkAccount = {
  take(recipient: string, bytes: number): void
  /** Closes the account and begins a new one. */
  close(): SinkReport
}

export function openSinkAccount(): SinkAccount {
  let messages = 0
  let bytes = 0
  let sum = 0n
  return {
    take(recipient, size) {
      messages += 1
      bytes += size
      sum = plus(sum, recipient)
    },
    close() {
      const report = { messages, bytes, digest: sum.toString(16) }
      messages = 0
      bytes = 0
      sum = 0n
      return report
    },
  }
}

/**
 * Stands for some addresses in any order, each as often as it occurs: the sum of their hashes, so that a sink has to
 * remember none. A hundred thousand strings in its memory would cost it more than the messages.
 */
export function digestOf(addresses: Iterable<string>): string {
  let sum = 0n
  for (const address of addresses) sum = plus(sum, address)
  return sum.toString(16)
}

function plus(sum: bigint, address: string): bigint {
  return BigInt.asUintN(128, sum + hash('sha256', address, 'buffer').readBigUInt64LE())
}
