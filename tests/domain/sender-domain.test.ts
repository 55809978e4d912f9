import { describe, expect, test } from 'vitest'
import { faultOfRecord, judgeProof, proofPlaces, type DnsRecords } from '#domain/sender-domain'

const own = {
  senderDomain: 'news.example',
  bounceDomain: null,
  providers: ['smtp'],
  dkimDomain: 'news.example',
  dkimSelectors: ['letters'],
} as const

const good: Readonly<Record<string, DnsRecords>> = {
  'news.example': ['some-site-verification=1', 'v=spf1 mx -all'],
  'letters._domainkey.news.example': ['v=DKIM1; k=rsa; p=MIIB'],
  '_dmarc.news.example': ['v=DMARC1; p=reject; rua=mailto:reports@news.example'],
}

const faultsWith = (
  changes: Readonly<Record<string, DnsRecords>>,
  parts: Partial<Parameters<typeof proofPlaces>[0]> = {},
) =>
  judgeProof(proofPlaces({ ...own, ...parts }), new Map(Object.entries({ ...good, ...changes }))).map(
    ({ rule, proof }) => `${rule} ${proof}`,
  )

describe('the places where a domain proves who writes', () => {
  test('are the domain, the names of its keys and its policy', () => {
    expect(proofPlaces(own)).toEqual({
      spf: ['news.example'],
      dkim: ['letters._domainkey.news.example'],
      dmarc: ['_dmarc.news.example'],
    })
  })

  test('are those of where bounces come back to, of a domain above, and of each provider', () => {
    const places = proofPlaces({
      ...own,
      senderDomain: 'mail.news.example',
      bounceDomain: 'in.news.example',
      providers: ['smtp', 'resend'],
    })
    expect(places).toEqual({
      spf: ['in.news.example', 'send.mail.news.example'],
      dkim: ['letters._domainkey.news.example', 'resend._domainkey.mail.news.example'],
      dmarc: ['_dmarc.mail.news.example', '_dmarc.news.example'],
    })
  })
})

describe('a domain', () => {
  test('that proves who writes is nothing to find', () => {
    expect(faultsWith({})).toEqual([])
  })

  test.each<[string, Readonly<Record<string, DnsRecords>>, string[]]>([
    ['no SPF', { 'news.example': ['v=spf10 mx'] }, ['sender-unproven SPF']],
    ['no key', { 'letters._domainkey.news.example': [] }, ['sender-unproven DKIM']],
    ['a key that was revoked', { 'letters._domainkey.news.example': ['v=DKIM1; p='] }, ['sender-unproven DKIM']],
    ['no policy', { '_dmarc.news.example': [] }, ['sender-unproven DMARC']],
    ['a policy that lets all through', { '_dmarc.news.example': ['v=DMARC1; p=none'] }, ['sender-forgeable DMARC']],
    [
      'two policies, so that neither counts',
      { '_dmarc.news.example': ['v=DMARC1; p=reject', 'v=DMARC1; p=quarantine'] },
      ['sender-unproven DMARC'],
    ],
    ['a policy for others only', { '_dmarc.news.example': ['v=DMARC1; sp=reject'] }, ['sender-forgeable DMARC']],
    ['an answer that did not come', { 'news.example': null }, ['sender-unknown SPF']],
    [
      'no answer at all',
      Object.fromEntries(Object.keys(good).map((name) => [name, null])),
      ['sender-unknown SPF', 'sender-unknown DKIM', 'sender-unknown DMARC'],
    ],
  ])('with %s is found', (_, changes, faults) => {
    expect(faultsWith(changes)).toEqual(faults)
  })

  test('whose policy is written with spaces, as it may be, is proven (RFC 7489 §6.4)', () => {
    expect(faultsWith({ '_dmarc.news.example': ['v = DMARC1 ; p = reject'] })).toEqual([])
  })

  test('below another one goes by the policy of that one', () => {
    const below = { senderDomain: 'mail.news.example' }
    const spf = { 'mail.news.example': ['v=spf1 mx -all'], '_dmarc.mail.news.example': [] }
    expect(faultsWith(spf, below)).toEqual([])
    expect(faultsWith({ ...spf, '_dmarc.news.example': ['v=DMARC1; p=none'] }, below)).toEqual([
      'sender-forgeable DMARC',
    ])
  })

  test('below another one goes by what the policy of that one says of domains below it', () => {
    const below = { senderDomain: 'mail.news.example' }
    const policyAbove = (policy: string) =>
      faultsWith(
        { 'mail.news.example': ['v=spf1 -all'], '_dmarc.mail.news.example': [], '_dmarc.news.example': [policy] },
        below,
      )
    expect(policyAbove('v=DMARC1; p=reject; sp=none')).toEqual(['sender-forgeable DMARC'])
    expect(policyAbove('v=DMARC1; p=none; sp=reject')).toEqual([])
    expect(faultsWith({ '_dmarc.news.example': ['v=DMARC1; p=reject; sp=none'] })).toEqual([])
  })

  test('whose key only another server knows cannot be looked up', () => {
    expect(faultsWith({}, { dkimSelectors: [], dkimDomain: null })).toEqual(['sender-unknown DKIM'])
  })
})

describe('a key that is known here', () => {
  const name = 'letters._domainkey.news.example'
  const judge = (found: string) =>
    judgeProof(
      proofPlaces({ ...own }),
      new Map(Object.entries({ ...good, [name]: [found] })),
      new Map([[name, 'v=DKIM1; k=rsa; p=MIIBIjAN']]),
    )

  test('is proven by itself, however its record is broken into pieces', () => {
    expect(judge('v=DKIM1; k=rsa; p=MIIBIjAN')).toEqual([])
    expect(judge('k=rsa; p = MIIB IjAN ; t=s')).toEqual([])
  })

  test('is not proven by another one, which every letter would fail with', () => {
    expect(judge('v=DKIM1; k=rsa; p=MIIBother')).toEqual([{ rule: 'sender-unproven', proof: 'DKIM' }])
    const signingKey = 'v=DKIM1; k=rsa; p=MIIBIjAN'
    expect(faultOfRecord('DKIM', ['v=DKIM1; k=rsa; p=MIIBother'], { signingKey })).toBe('other-key')
  })
})

test.each([
  ['SPF', null, 'no-answer'],
  ['SPF', [], 'nothing'],
  ['SPF', ['verification=1'], 'other-text'],
  ['SPF', ['v=spf1 mx -all', 'v=spf1 a -all'], 'repeated'],
  ['SPF', ['v=spf1 mx -all', 'verification=1'], null],
  ['DKIM', ['v=DKIM1; p='], 'revoked'],
  ['DKIM', ['v=spf1 mx -all'], 'other-text'],
  ['DMARC', ['v=DMARC1; p=none'], 'lets-through'],
  ['DMARC', ['v=DMARC1; p=reject'], null],
] as const)('what is wrong with %s at a name that holds %j is told: %s', (proof, found, fault) => {
  expect(faultOfRecord(proof, found)).toBe(fault)
})
