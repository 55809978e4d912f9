import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDkimSigner } from '#mail/dkim-signer'
import type { OutgoingMail } from '#mail/mailer'
import { writeSignedMessage } from '#mail/smtp-message'
import {
  makeEd25519Key,
  makeRsaKey,
  verifyWithMailauth,
  verifyWithPython,
  type TestKey,
  type Verify,
} from './dkim-verifiers.ts'
import { sampleMail } from './sample-mail.ts'

const domain = 'news.example.org'
const rsa = makeRsaKey(domain, 'k1')
const ed25519 = makeEd25519Key(domain, 'k2')
const at = Temporal.Instant.from('2026-07-14T00:00:05Z')

async function signed(mail: OutgoingMail, keys: readonly TestKey[]): Promise<string> {
  const signer = createDkimSigner(keys.map(({ key }) => key))
  const { header, body } = await writeSignedMessage(mail, { signer, at })
  return header + body.map((piece) => piece.toString('latin1')).join('')
}

function tagsOf(source: string): Record<string, string>[] {
  const unfolded = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return unfolded
    .split('\r\n')
    .filter((line) => line.startsWith('DKIM-Signature: '))
    .map((line) =>
      Object.fromEntries(
        line
          .slice('DKIM-Signature: '.length)
          .split(';')
          .map((tag) => tag.trim())
          .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1).replace(/\s/g, '')]),
      ),
    )
}

const letters: Readonly<Record<string, Parameters<typeof sampleMail>[0]>> = {
  'in Korean': {},
  'with long fields that are folded': {
    subject: 'words '.repeat(60).trim(),
    from: { name: '북한인권 '.repeat(30), address: `letters@${domain}` },
  },
  'with runs of spaces': { subject: `a${' '.repeat(90)}b \t c` },
  'with nothing in its parts': { html: '', text: '' },
  'with empty lines at its end': { text: 'a\n\n\n\n', html: '<p>b</p>\n\n\n' },
  'with trailing spaces and long lines': { text: `a  \nb\t\n${'x'.repeat(2000)}` },
  'of a sender below the domain of the key': { from: { name: 'A', address: `letters@eu.${domain}` } },
  'without list fields, as a confirmation is': { headers: { 'Auto-Submitted': 'auto-generated' } },
}

const forgeries: Readonly<Record<string, (source: string) => string>> = {
  'One-Click is taken out': (source) => source.replace(/List-Unsubscribe-Post: .*\r\n/, ''),
  'One-Click is changed': (source) => source.replace('One-Click', 'Two-Click'),
  'the way to leave is another': (source) => source.replace('.org/u/', '.org/x/'),
  'a second sender is put before': (source) => `From: forger@forger.example\r\n${source}`,
  'a second sender is put behind': (source) => source.replace('\r\nTo: ', '\r\nFrom: a@forger.example\r\nTo: '),
  'a second subject is put before': (source) => `Subject: Win\r\n${source}`,
  'a second way to leave is put before': (source) => `List-Unsubscribe: <https://forger.example/>\r\n${source}`,
  'another address for answers is put before': (source) => `Reply-To: a@forger.example\r\n${source}`,
  'it goes to another reader': (source) => source.replace(/\r\nTo: .*\r\n/, '\r\nTo: victim@forger.example\r\n'),
  'a line is added': (source) => `${source}more\r\n`,
  'a character of the body is changed': (source) => source.replace(/(base64\r\n\r\n)./, '$1?'),
  'its kind for complaints is changed': (source) => source.replace(/Feedback-ID: ./, 'Feedback-ID: x'),
}

/** The same answer under each name. */
function alike<Answer>(names: object, answer: Answer): Record<string, Answer> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, answer]))
}

function under<Value>(names: object, values: readonly Value[]): Record<string, Value | undefined> {
  return Object.fromEntries(Object.keys(names).map((name, index) => [name, values[index]]))
}

describe.skipIf(verifyWithPython === null)('the signatures that python3-dkim reads', () => {
  judge(verifyWithPython ?? verifyWithMailauth)
})

describe('the signatures that mailauth reads', () => {
  judge(verifyWithMailauth)
})

function judge(verify: Verify): void {
  test('hold with an RSA key, with an Ed25519 key (RFC 8463), and with both', async () => {
    expect(await verify([await signed(sampleMail(), [rsa])], [rsa])).toEqual([[true]])
    expect(await verify([await signed(sampleMail(), [ed25519])], [ed25519])).toEqual([[true]])
    expect(await verify([await signed(sampleMail(), [rsa, ed25519])], [rsa, ed25519])).toEqual([[true, true]])
  })

  test('hold for letters of every kind', async () => {
    const sources = await Promise.all(Object.values(letters).map((fault) => signed(sampleMail(fault), [rsa, ed25519])))
    expect(under(letters, await verify(sources, [rsa, ed25519]))).toEqual(alike(letters, [true, true]))
  })

  test('no longer hold once anything is changed or added that a reader or a mailbox provider goes by', async () => {
    const source = await signed(sampleMail(), [rsa, ed25519])
    const forged = Object.values(forgeries).map((change) => change(source))
    expect(forged).not.toContain(source)
    expect(under(forgeries, await verify(forged, [rsa, ed25519]))).toEqual(alike(forgeries, [false, false]))
  })

  test('do not hold for another key', async () => {
    expect(await verify([await signed(sampleMail(), [rsa])], [makeRsaKey(domain, 'k1')])).toEqual([[false]])
  })
}

describe('a signature', () => {
  test('covers what RFC 8058 §4 asks for and what mailbox providers go by, the visible fields once more than they occur', async () => {
    const [tags] = tagsOf(await signed(sampleMail(), [rsa]))
    expect(tags).toMatchObject({ v: '1', a: 'rsa-sha256', c: 'relaxed/relaxed', d: domain, s: 'k1' })
    const names = (tags?.['h'] ?? '').split(':')
    const times = (name: string): number => names.filter((other) => other === name).length
    for (const name of ['From', 'To', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type'])
      expect([name, times(name)]).toEqual([name, 2])
    for (const name of ['List-Unsubscribe', 'List-Unsubscribe-Post']) expect([name, times(name)]).toEqual([name, 2])
    for (const name of ['List-Id', 'List-Help', 'List-Archive', 'List-Owner', 'List-Post', 'Feedback-ID'])
      expect([name, times(name)]).toEqual([name, 1])
    expect(tags).not.toHaveProperty('l')
    expect(tags?.['t']).toBe(String(at.epochMilliseconds / 1000))
  })

  test('is the same for the same letter at the same time', async () => {
    expect(await signed(sampleMail(), [rsa, ed25519])).toBe(await signed(sampleMail(), [rsa, ed25519]))
  })

  test('stays below the length of a line', async () => {
    const source = await signed(sampleMail(), [rsa, ed25519])
    expect(source.split('\r\n').filter((line) => line.length > 998)).toEqual([])
  })

  test('is not made for a sender of another domain, which no server would believe', async () => {
    const mail = sampleMail({ from: { name: 'A', address: 'letters@other.example' } })
    await expect(signed(mail, [rsa])).rejects.toMatchObject({ kind: 'refused', code: 'dkim-domain-not-of-sender' })
    const lookAlike = sampleMail({ from: { name: 'A', address: `letters@evil${domain}` } })
    await expect(signed(lookAlike, [rsa])).rejects.toMatchObject({ kind: 'refused' })
    expect(await signed(mail, [])).not.toContain('DKIM-Signature')
  })

  test('cannot be made with a key of another kind', () => {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    expect(() => createDkimSigner([{ domainName: domain, keySelector: 'k', privateKey }])).toThrow(/RSA or an Ed25519/)
  })

  test('holds whatever a letter says', async () => {
    const words = fc.string({ unit: 'binary', maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(words, words, words, words, async (subject, name, text, html) => {
        const mail = sampleMail({ subject, text, html, from: { name, address: `letters@${domain}` } })
        expect(await verifyWithMailauth([await signed(mail, [ed25519])], [ed25519])).toEqual([[true]])
      }),
      { numRuns: 100 },
    )
  })
})
