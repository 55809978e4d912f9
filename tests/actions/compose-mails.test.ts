import { describe, expect, test } from 'vitest'
import { composeMails } from '#actions/compose-mails'
import { hashPayload } from '#actions/hash-payload'
import type { SealedRecipient } from '#actions/seal-delivery-batch'
import { createDeliveryReferences } from '#crypto/delivery-references'
import { fingerprint } from '#crypto/fingerprint'
import type { ApprovedMail } from '#database/approved-mail-queries'
import { finishBody } from '#domain/merge'
import { mailTemplates } from '#emails/templates'
import { sampleLetters } from '../emails/sample-letters.ts'
import { createTestKeys } from '../support/keys.ts'

const batchId = '0198c0de-0000-7000-8000-000000000001'
const references = createDeliveryReferences(createTestKeys().links)
const world = { publicUrl: 'https://news.example', inboundDomain: 'in.news.example', references, fingerprint }

const approved: ApprovedMail = {
  sender: {
    name: { en: 'New Spring Network', ko: '새봄네트워크' },
    address: 'letters@news.example',
    replyTo: 'hello@news.example',
  },
  fallbackLocale: null,
  kind: 'observance',
  observanceId: null,
  letters: new Map([
    ['en', await mailTemplates.compileLetter(sampleLetters.en)],
    ['ko', await mailTemplates.compileLetter(sampleLetters.ko)],
  ]),
}

const korean: SealedRecipient = {
  position: 0,
  to: 'first@readers.example',
  locale: 'ko',
  name: '<지은>',
  phrase: '봄 비 나무',
  unsubscribeToken: 'leave-1',
  isTextOnly: false,
}

const english: SealedRecipient = {
  ...korean,
  position: 3,
  to: 'second@readers.example',
  locale: 'en',
  name: null,
  unsubscribeToken: 'leave-2',
}

const compose = (where: Partial<typeof world> | { inboundDomain: null } = {}) =>
  composeMails({ ...world, ...where }, { batchId, ...approved }, [korean, english])

describe('the messages of a batch', () => {
  test('bounce each to an address of its own, and leave by mail to a mailbox that reads such mail', () => {
    for (const [index, mail] of compose().entries()) {
      expect(references.read(mail.reference)).toEqual({ batchId, position: [0, 3][index] })
      expect(mail.bounceTo).toBe(`bounce+${mail.reference}@in.news.example`)
      expect(mail.listUnsubscribe).toBe(
        `<https://news.example/u/leave-${index + 1}>, ` +
          `<mailto:unsubscribe@in.news.example?subject=unsubscribe%20leave-${index + 1}>`,
      )
      expect(mail.headers['List-Owner']).toBe('<mailto:hello@news.example>')
    }
  })

  test('go back to a person where nothing of ours receives mail', () => {
    for (const mail of compose({ inboundDomain: null })) {
      expect(mail.bounceTo).toBeNull()
      expect(mail.listUnsubscribe).toContain('<mailto:hello@news.example?subject=')
    }
  })

  test('hold what is their reader’s own, escaped for where it stands', () => {
    const [first, second] = compose().map((mail) => ({ ...mail, ...finishBody(mail.body) }))
    expect(first?.html).toContain('&lt;지은&gt;')
    expect(first?.text).toContain('<지은>')
    expect(first?.from.name).toBe('새봄네트워크')
    expect(second?.text).toContain('https://news.example/u/leave-2')
    expect(second?.text).not.toContain('leave-1')
    expect(first?.body).toHaveProperty('letter', approved.letters.get('ko'))
  })
})

describe('the hash of a payload', () => {
  const hash = ({
    where = world,
    which = batchId,
    what = approved,
    who = [korean, english],
  }: {
    where?: Parameters<typeof hashPayload>[0]
    which?: string
    what?: ApprovedMail
    who?: readonly SealedRecipient[]
  } = {}) => hashPayload(where, { batchId: which, approved: what, recipients: JSON.stringify(who) })

  test('is the same for the same messages, read from the database anew', () => {
    const again: ApprovedMail = structuredClone(approved)
    expect(hash({ what: again, where: { ...world } })).toBe(hash())
    expect(hash({ who: structuredClone([korean, english]) })).toBe(hash())
  })

  const otherLetter = { ...sampleLetters.ko, code: 'AAAA-AAAA-A' }
  const otherSender = { ...approved.sender, replyTo: 'other@news.example' }

  test.each<[string, () => Parameters<typeof hash>[0]]>([
    ['an address', () => ({ who: [{ ...korean, to: 'third@readers.example' }, english] })],
    ['a name', () => ({ who: [{ ...korean, name: null }, english] })],
    ['the want of HTML', () => ({ who: [korean, { ...english, isTextOnly: true }] })],
    ['the order of readers', () => ({ who: [english, korean] })],
    ['a reader less', () => ({ who: [korean] })],
    ['the batch', () => ({ which: '0198c0de-0000-7000-8000-000000000002' })],
    ['the sender', () => ({ what: { ...approved, sender: otherSender } })],
    ['the place of our pages', () => ({ where: { ...world, publicUrl: 'https://other.example' } })],
    ['the place of bounces', () => ({ where: { ...world, inboundDomain: null } })],
    [
      'the keys of references',
      () => ({ where: { ...world, references: createDeliveryReferences(createTestKeys().links) } }),
    ],
  ])('is another with %s', (_what, change) => {
    expect(hash(change())).not.toBe(hash())
  })

  test('is another with another letter, in whatever language', async () => {
    const letters = new Map(approved.letters).set('ko', await mailTemplates.compileLetter(otherLetter))
    expect(hash({ what: { ...approved, letters } })).not.toBe(hash())
  })
})
