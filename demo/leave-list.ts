import { demand } from './demo-failure.ts'
import type { ReadLetter } from './check-letter.ts'
import type { Stage } from './stage.ts'
import { openWebClient } from './web-client.ts'

/**
 * Leaves by the button of a mail program: one POST to the address in `List-Unsubscribe`, without cookie, origin or page
 * (RFC 8058).
 */
export async function leaveByOneClick({ publicUrl, signal }: Stage, { reader, mail }: ReadLetter): Promise<void> {
  const url = /<(https?:[^>]+)>/.exec(mail.headers.get('list-unsubscribe') ?? '')?.[1]
  const body = mail.headers.get('list-unsubscribe-post')
  demand(url !== undefined, `The letter for ${reader.called} has no unsubscribe link in its header.`)
  demand(body === 'List-Unsubscribe=One-Click', `The letter for ${reader.called} does not allow one click.`)
  const mailProgram = openWebClient(publicUrl, { language: reader.language, origin: null, signal })
  const { status } = await mailProgram.send('POST', url, { type: 'application/x-www-form-urlencoded', body })
  demand(status === 200, `The one click of ${reader.called} was answered with ${status}.`)
}
