import { z } from 'zod'
import { limits } from '#domain/limits'
import { organisation } from '../cast.ts'
import { demand } from '../demo-failure.ts'
import type { Employee } from '../join-staff.ts'
import type { ApprovedCampaign } from '../prepare-campaign.ts'
import type { Stage } from '../stage.ts'
import { browserOf } from '../subscribe-readers.ts'
import { waitMilliseconds } from '../wait.ts'
import { readForm } from '../web-form.ts'

const path = '/verify/report'

/** Has readers report forged letters on the page for it, and the editor close the first of the reports. */
export async function reportForgeries(stage: Stage, editor: Employee, campaign: ApprovedCampaign): Promise<void> {
  const browser = browserOf(stage, { language: 'en-GB,en;q=0.9' })
  const form = readForm((await browser.get(path)).text, path)
  const stamp = form.fields.find(({ name }) => name === 'stamp')?.value ?? ''
  // The form refuses whoever is faster than a person can be.
  await waitMilliseconds(1000 * (limits.formFillSecondsMin + 1), stage.signal)
  for (const message of forged(campaign)) {
    const answer = await browser.send('POST', form.action, multipart({ stamp, message }))
    demand(answer.status === 200, `The page for forged letters answered with ${answer.status}.`)
  }
  const { reports } = await editor.desk.get('/api/forgery-reports', reportsSchema)
  const [oldest] = reports.toReversed()
  demand(oldest !== undefined, 'Nothing that readers reported has reached the staff.')
  await editor.desk.send({ method: 'POST', path: `/api/forgery-reports/${oldest.id}/done` }, z.unknown())
  stage.narrator.tell(`Readers have reported ${reports.length} forged letters; ${editor.name} has dealt with one.`)
}

const reportsSchema = z.object({ reports: z.array(z.object({ id: z.uuid() })) })

/** Three kinds of forgery: a crude one, one from another sender, and one that carries the code of a real letter. */
function forged({ code, contents }: ApprovedCampaign): string[] {
  const subject = contents.en?.subject ?? ''
  return [
    source({
      from: 'New Spring <prize@spring-gift.example>',
      subject: 'You have been chosen',
      words: 'Confirm your address at https://spring-gift.example/confirm today.',
    }),
    source({
      from: `${organisation.name.en} <letters@newspring-network.example>`,
      subject,
      words: 'Our list has moved. Sign in once more at https://newspring-network.example/list to stay on it.',
    }),
    source({
      from: `${organisation.name.en} <${organisation.senderAddress}>`,
      subject,
      words: `Help us today: https://donate-now.example/spring\n\nCode of this letter: ${code}`,
    }),
  ]
}

function source({ from, subject, words }: Readonly<Record<'from' | 'subject' | 'words', string>>): string {
  return [
    `From: ${from}`,
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    '',
  ].join('\n')
}

/** A form as a browser sends it when it may bring a file (RFC 7578). */
function multipart(fields: Readonly<Record<string, string>>): { type: string; body: string } {
  const boundary = 'northlight-demo-form'
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${parts.join('')}--${boundary}--\r\n` }
}
