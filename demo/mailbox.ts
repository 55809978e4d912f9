import PostalMime from 'postal-mime'
import { z } from 'zod'
import { demand } from './demo-failure.ts'
import { waitFor } from './wait.ts'
import { openWebClient } from './web-client.ts'

/** A mail as it lies in the mailbox, read by a parser that is not ours. */
export type ReceivedMail = {
  readonly subject: string
  readonly senderName: string
  readonly html: string
  readonly text: string
  /** By name in small letters. */
  readonly headers: ReadonlyMap<string, string>
  /** Where the mailbox shows it. Holds no address. */
  readonly pageUrl: string
}

/** The local mailbox, over HTTP. */
export type Mailbox = {
  /** Everything that came for an address, oldest first. */
  read(address: string): Promise<ReceivedMail[]>
  /** Waits for the mail that makes a certain count for an address. @throws DemoFailure naming `what` */
  await(what: string, address: string, count: number): Promise<ReceivedMail>
}

const summariesSchema = z.array(z.object({ url: z.url() }))

export function openMailbox(publicUrl: string, signal: AbortSignal): Mailbox {
  const client = openWebClient(publicUrl, { language: 'en', origin: null, signal })

  const readMail = async (pageUrl: string): Promise<ReceivedMail> => {
    const { status, text } = await client.get(`${pageUrl}/source`)
    demand(status === 200, `The mailbox answered with ${status} for a mail that it lists.`)
    const mail = await PostalMime.parse(text)
    return {
      subject: mail.subject ?? '',
      senderName: mail.from?.name ?? '',
      html: mail.html ?? '',
      text: mail.text ?? '',
      headers: new Map(mail.headers.map(({ key, value }) => [key, value])),
      pageUrl,
    }
  }

  const read = async (address: string): Promise<ReceivedMail[]> => {
    const { status, text } = await client.get(`/mailbox/messages.json?to=${encodeURIComponent(address)}`)
    demand(status === 200, `The mailbox answered with ${status}.`)
    const summaries = summariesSchema.parse(JSON.parse(text))
    return Promise.all(summaries.toReversed().map(({ url }) => readMail(url)))
  }

  return {
    read,
    await: (what, address, count) =>
      waitFor(what, async () => (await read(address))[count - 1] ?? null, {
        signal,
        withinSeconds: 60,
        everyMilliseconds: 200,
      }),
  }
}
