import { expect, test } from 'vitest'
import { dkimRecordOf } from '#mail/dkim-record'
import { makeEd25519Key, makeRsaKey } from './dkim-verifiers.ts'

test.each([
  ['RSA', makeRsaKey('news.example', 'letters')],
  ['Ed25519', makeEd25519Key('news.example', 'letters-2')],
])('an %s key has the record that verifiers check it by, and nothing of its private half', (_, { key, record }) => {
  const [name, text] = record
  expect(dkimRecordOf(key)).toEqual({ name, record: text })
})
