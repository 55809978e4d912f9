import { beforeEach, describe, expect, test } from 'vitest'
import { inspectSender } from '#actions/inspect-sender'
import { noteSigningKeys } from '#actions/note-signing-keys'
import type { World } from '#actions/world'
import { findAuditEvents } from '#database/audit-queries'
import type { DnsRecords } from '#domain/sender-domain'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

type Names = Readonly<Record<string, DnsRecords>>

function inspect(records: Names, servers: Names = {}, own: Partial<World> = { providers: ['resend'] }) {
  const answer =
    (names: Names) =>
    (name: string): Promise<DnsRecords> =>
      Promise.resolve(name in names ? (names[name] ?? null) : [])
  return inspectSender({ ...stage.world, ...own, textRecords: answer(records), mailServers: answer(servers) })
}

const txt = { type: 'TXT', source: 'here', wanted: null } as const

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
        records: [
          {
            ...txt,
            name: 'send.news.example',
            found: [],
            wanted: 'v=spf1 include:amazonses.com ~all',
            fault: 'nothing',
          },
        ],
      },
      {
        proof: 'DKIM',
        standing: 'unknown',
        records: [
          { ...txt, name: 'resend._domainkey.news.example', found: null, source: 'resend', fault: 'no-answer' },
        ],
      },
      {
        proof: 'DMARC',
        standing: 'weak',
        records: [
          {
            ...txt,
            name: '_dmarc.news.example',
            found: ['v=DMARC1; p=none'],
            wanted: 'v=DMARC1; p=quarantine',
            fault: 'lets-through',
          },
        ],
      },
      {
        proof: 'MX',
        standing: 'missing',
        records: [{ ...txt, name: 'send.news.example', type: 'MX', found: [], source: 'resend', fault: 'nothing' }],
      },
    ],
  })
})

test('a policy of the domain above is the one that is shown', async () => {
  const { proofs } = await inspect({ '_dmarc.example': ['v=DMARC1; p=reject'] })
  const policy = proofs.find(({ proof }) => proof === 'DMARC')
  expect(policy).toMatchObject({ standing: 'missing', records: [{ name: '_dmarc.news.example' }] })
})

test('what comes back finds its way where a server takes mail for the domain that it comes back to', async () => {
  const own = { providers: ['smtp'], inboundDomain: 'in.news.example' } as const
  const { proofs } = await inspect({}, { 'in.news.example': ['10 mail.news.example'] }, own)
  expect(proofs.at(-1)).toMatchObject({
    proof: 'MX',
    standing: 'proven',
    records: [{ name: 'in.news.example', found: ['10 mail.news.example'], source: 'door', fault: null }],
  })
  const unknown = await inspect({}, { 'news.example': null }, { providers: ['smtp'] })
  expect(unknown.proofs.at(-1)).toMatchObject({ standing: 'unknown', records: [{ source: 'host' }] })
})

describe('a key of our own', () => {
  const name = 'letters._domainkey.news.example'
  const own = { providers: ['smtp'], dkimDomain: 'news.example', dkimSelectors: ['letters'] } as const
  const key = { name, record: 'v=DKIM1; k=rsa; p=MIIBIjAN' }
  const inspectKey = async (found: DnsRecords) =>
    (await inspect({ [name]: found }, {}, own)).proofs.find(({ proof }) => proof === 'DKIM')

  test('is shown as it has to stand in the DNS once a process that signs has said it', async () => {
    expect(await inspectKey([])).toMatchObject({ records: [{ name, wanted: null, source: 'worker' }] })
    await noteSigningKeys(stage.world, [key])
    expect(await inspectKey([])).toMatchObject({
      standing: 'missing',
      records: [{ name, wanted: key.record, source: 'here', fault: 'nothing' }],
    })
    expect(await inspectKey([key.record])).toMatchObject({ standing: 'proven', records: [{ fault: null }] })
    expect(await inspectKey(['v=DKIM1; k=rsa; p=MIIBformer'])).toMatchObject({
      standing: 'missing',
      records: [{ fault: 'other-key' }],
    })
  })

  test('is on record once, and again when another takes its place', async () => {
    await Promise.all([noteSigningKeys(stage.world, [key]), noteSigningKeys(stage.world, [key])])
    const next = { ...key, record: 'v=DKIM1; k=rsa; p=MIIBnext' }
    await noteSigningKeys(stage.world, [next])
    await noteSigningKeys(stage.world, [next])
    const noted = await findAuditEvents(stage.world.database, { action: 'signing-key-noted', limit: 10 })
    expect(noted.map(({ actor, subject, detail }) => ({ actor, subject, detail }))).toEqual(
      [next, key].map(({ record }) => ({ actor: null, subject: name, detail: { record } })),
    )
  })
})
