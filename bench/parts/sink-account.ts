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
  /** @param sum of the messages' addresses; see `sumOf` */
  take(taken: { readonly messages: number; readonly bytes: number; readonly sum: bigint }): void
  /** Closes the account and begins a new one. */
  close(): SinkReport
}

export function openSinkAccount(): SinkAccount {
  let messages = 0
  let bytes = 0
  let sum = 0n
  return {
    take(taken) {
      messages += taken.messages
      bytes += taken.bytes
      sum = BigInt.asUintN(128, sum + taken.sum)
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
  return sumOf(addresses).toString(16)
}

/** What the digest is the text of. */
export function sumOf(addresses: Iterable<string>): bigint {
  let sum = 0n
  for (const address of addresses) sum += hash('sha256', address, 'buffer').readBigUInt64LE()
  return BigInt.asUintN(128, sum)
}
