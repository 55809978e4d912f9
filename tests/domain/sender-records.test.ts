import { expect, test } from 'vitest'
import { judgeProof, type DnsRecords } from '#domain/sender-domain'
import { describeProof } from '#domain/sender-records'

const places = { spf: [], dkim: [], dmarc: ['_dmarc.mail.news.example', '_dmarc.news.example'] }

const policyWith = (answers: Readonly<Record<string, DnsRecords>>) => {
  const records = new Map(Object.entries(answers))
  const sender = { domain: 'mail.news.example', places, records, signingKeys: new Map<string, string>() }
  const { standing, records: shown } = describeProof(sender, judgeProof(places, records))[2] ?? {}
  return [standing, shown?.map(({ name }) => name)]
}

test('of a policy the name is shown by which its standing goes, however it is written', () => {
  const above = { '_dmarc.news.example': ['v = DMARC1; p = none'] }
  expect(policyWith({ ...above, '_dmarc.mail.news.example': [] })).toEqual(['weak', ['_dmarc.news.example']])
  expect(policyWith({ ...above, '_dmarc.mail.news.example': null })).toEqual(['unknown', ['_dmarc.mail.news.example']])
})
