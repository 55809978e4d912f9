import { beforeEach, expect, test } from 'vitest'
import { inspectSender } from '#actions/inspect-sender'
import type { TextRecords } from '#domain/sender-domain'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

function inspect(records: Readonly<Record<string, TextRecords>>) {
  const textRecords = (name: string): Promise<TextRecords> =>
    Promise.resolve(name in records ? (records[name] ?? null) : [])
  return inspectSender({ ...stage.world, providers: ['resend'], textRecords })
}

test('a sender is shown with what proves it, and with records that would do where some are missing', async () => {
  expect(
    await inspect({ '_dmarc.news.example': ['v=DMARC1; p=none'], 'resend._domainkey.news.example': null }),
  ).toEqual({
    address: 'letters@news.example',
    domain: 'news.example',
    proofs: [
      {
        proof: 'SPF',
        standing: 'missing',
        records: [{ name: 'send.news.example', found: [], wanted: 'v=spf1 include:amazonses.com ~all' }],
      },
      {
        proof: 'DKIM',
        standing: 'unknown',
        records: [{ name: 'resend._domainkey.news.example', found: null, wanted: null }],
      },
      {
        proof: 'DMARC',
        standing: 'weak',
        records: [{ name: '_dmarc.news.example', found: ['v=DMARC1; p=none'], wanted: 'v=DMARC1; p=quarantine' }],
      },
    ],
  })
})

test('a policy of the domain above is the one that is shown', async () => {
  const { proofs } = await inspect({ '_dmarc.example': ['v=DMARC1; p=reject'] })
  const policy = proofs.find(({ proof }) => proof === 'DMARC')
  expect(policy).toMatchObject({ standing: 'missing', records: [{ name: '_dmarc.news.example' }] })
})
