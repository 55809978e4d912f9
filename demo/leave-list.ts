import { demand } from './demo-failure.ts'
import type { ReceivedMail } from './mailbox.ts'
import type { Stage } from './stage.ts'
import { openWebClient } from './web-client.ts'

/**
 * Leaves by the button of a mail program: one POST to the address in `List-Unsubscribe`, without cookie, origin or page
 * (RFC 8058).
 */
export async function leaveByOneClick(
  { publicUrl, signal }: Stage,
  { called, language, mail }: { readonly called: string; readonly language: string; readonly mail: ReceivedMail },
): Promise<void> {
  const url = /<(https?:[^>]+)>/.exec(mail.headers.get('list-unsubscribe') ?? '')?.[1]
  const body = mail.headers.get('list-unsubscribe-post')
  demand(url !== undefined, `The letter for ${called} has no unsubscribe link in its header.`)
  demand(body === 'List-Unsubscribe=One-Click', `The letter for ${called} does not allow one click.`)
  const mailProgram = openWebClient(publicUrl, { language, origin: null, signal })
  const { status } = await mailProgram.send('POST', url, { type: 'application/x-www-form-urlencoded', body })
  demand(status === 200, `The one click of ${called} was answered with ${status}.`)
}
