import { expect, test } from 'vitest'
import { startSmtpDouble } from '../support/provider-double/smtp-double.ts'
import { deliverTo, failed } from './deliver-to.ts'
import { sampleMails } from './sample-mail.ts'

test.each([true, false])(
  'a server that does not ask for the message gets none of its lines, commands at once: %s',
  async (pipelines) => {
    await using server = await startSmtpDouble({ pipelines })
    server.setTroubles((step) => (step === 'DATA' ? { kind: 'reply', code: 250, text: '2.0.0 Ok' } : null))
    expect(await deliverTo(server.url, sampleMails(2))).toEqual([
      failed('temporary', 'smtp-250-2.0.0'),
      failed('temporary', 'smtp-250-2.0.0'),
    ])
    expect(server.taken).toEqual([])
    expect(server.steps).not.toContain('body')
  },
)
