import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What a sink has taken since it was last asked. */
export const sinkReportSchema = z.strictObject({
  messages: z.int(),
  /** Different addresses among them. */
  recipients: z.int(),
  /** Stands for the set of these addresses. */
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
  const recipients = new Set<string>()
  return {
    take(recipient, size) {
      messages += 1
      bytes += size
      recipients.add(recipient)
    },
    close() {
      const report = { messages, bytes, recipients: recipients.size, digest: digestOf(recipients) }
      messages = 0
      bytes = 0
      recipients.clear()
      return report
    },
  }
}

/** SHA-256 of a set of addresses, whatever their order. */
export function digestOf(addresses: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const address of [...addresses].toSorted()) hash.update(`${address}\n`)
  return hash.digest('hex')
}
