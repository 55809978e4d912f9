import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, describe, expect, test } from 'vitest'
import { startSmtpDouble } from '../support/provider-double/smtp-double.ts'
import { makeCertificate } from '../support/certificate.ts'
import { openssl } from '../support/test-programs.ts'
import { accepted, deliverTo, failed } from './deliver-to.ts'
import { sampleMails } from './sample-mail.ts'

/** Any name of this machine that is not loopback by its spelling. */
const elsewhere = '0.0.0.0'

test('a server elsewhere that takes no TLS is told no address, and a person hears of it', async () => {
  await using server = await startSmtpDouble()
  const url = server.url.replace('127.0.0.1', elsewhere)
  expect(await deliverTo(url, sampleMails(2))).toEqual([failed('refused'), failed('refused')])
  expect(server.steps).not.toContain('MAIL')
})

test('a server elsewhere is told everything where its URL says that the way there is safe', async () => {
  await using server = await startSmtpDouble()
  const url = `${server.url.replace('127.0.0.1', elsewhere)}/?tls=off`
  expect(await deliverTo(url, sampleMails(2))).toEqual([accepted, accepted])
})

describe.skipIf(openssl === null)('a server that offers STARTTLS', () => {
  const trusted = getCACertificates('default')
  const { key, cert } = openssl === null ? { key: '', cert: '' } : makeCertificate()

  afterAll(() => setDefaultCACertificates(trusted))

  test('is told nothing while nobody vouches for it, on any host', async () => {
    await using server = await startSmtpDouble({ tls: { key, cert } })
    expect(await deliverTo(server.url, sampleMails(2))).toEqual([failed('temporary'), failed('temporary')])
    expect(server.taken).toEqual([])
  })

  test.each([true, false])(
    'gets letters over the connection that was secured, commands at once: %s',
    async (pipelines) => {
      setDefaultCACertificates([...trusted, cert])
      await using server = await startSmtpDouble({ tls: { key, cert }, password: 'p@ss', pipelines })
      const mails = sampleMails(12)
      expect(await deliverTo(server.url, mails)).toEqual(mails.map(() => accepted))
      expect(server.taken).toHaveLength(12)
      expect(server.taken.every(({ isSecured }) => isSecured)).toBe(true)
    },
  )
})
