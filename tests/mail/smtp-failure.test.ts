import { describe, expect, test } from 'vitest'
import { domainBusy, type ProviderFailureKind } from '#domain/provider-failure'
import { isDomainDeferral, readSmtpFailure, SmtpError, type SmtpStep } from '#mail/smtp-failure'
import { readSmtpReply } from '#mail/smtp-reply'

function failureOf(step: SmtpStep, said: string): ReturnType<typeof readSmtpFailure> {
  return readSmtpFailure(new SmtpError(step, readSmtpReply(said)))
}

describe('what a refusal means', () => {
  test.each<[SmtpStep, string, ProviderFailureKind, string]>([
    ['connect', '554 no service', 'refused', 'smtp-554'],
    ['connect', '421 too many connections', 'temporary', 'smtp-421'],
    ['auth', '535 5.7.8 bad credentials', 'refused', 'smtp-535-5.7.8'],
    ['auth', '454 4.7.0 try later', 'temporary', 'smtp-454-4.7.0'],
    ['auth', '500 what?', 'refused', 'smtp-500'],
    ['mail', '451 later', 'temporary', 'smtp-451'],
    ['mail', '503 5.5.1 not now', 'temporary', 'smtp-503-5.5.1'],
    ['mail', '550 5.1.8 no such sender', 'refused', 'smtp-550-5.1.8'],
    ['mail', '552 5.3.4 too large', 'permanent', 'smtp-552-5.3.4'],
    ['mail', '554 5.3.4 too large', 'permanent', 'smtp-554-5.3.4'],
    ['mail', '454 Throttling failure: Daily message quota exceeded.', 'quota', 'smtp-454'],
    ['rcpt', '550 5.4.5 Daily sending quota exceeded', 'quota', 'smtp-550-5.4.5'],
    ['content', '550 5.1.90 limit', 'quota', 'smtp-550-5.1.90'],
    ['rcpt', '550 5.1.1 no such mailbox', 'permanent', 'smtp-550-5.1.1'],
    ['rcpt', '550 5.7.1 not wanted', 'permanent', 'smtp-550-5.7.1'],
    ['rcpt', '530 5.7.0 sign in first', 'refused', 'smtp-530-5.7.0'],
    ['rcpt', '450 4.2.1 mailbox busy', 'temporary', 'smtp-450-4.2.1'],
    ['data', '554 5.5.1 no recipients', 'permanent', 'smtp-554-5.5.1'],
    ['content', '550 5.7.26 not authenticated', 'refused', 'smtp-550-5.7.26'],
    ['content', '550 5.7.515 not authenticated', 'refused', 'smtp-550-5.7.515'],
    ['rcpt', '550 5.7.23 SPF failed', 'refused', 'smtp-550-5.7.23'],
    ['content', '421 4.7.28 unusual rate', 'temporary', 'smtp-421-4.7.28'],
    ['content', '550 5.7.28 unusual rate', 'temporary', 'smtp-550-5.7.28'],
    ['content', '554 5.7.1 spam', 'permanent', 'smtp-554-5.7.1'],
    ['content', '451 4.3.0 later', 'temporary', 'smtp-451-4.3.0'],
    ['content', 'gibberish', 'unknown', 'smtp-0'],
    ['mail', 'gibberish', 'temporary', 'smtp-0'],
  ])('at %s, %j: %s', (step, said, kind, code) => {
    expect(failureOf(step, said)).toMatchObject({ kind, code })
  })

  test.each<[SmtpStep, string, boolean]>([
    ['rcpt', '550 5.1.1 no such mailbox', true],
    ['content', '550 5.1.1 no such mailbox', true],
    ['rcpt', '550 5.7.1 policy', false],
    ['rcpt', '550 5.7.26 not authenticated', false],
    ['rcpt', '550 5.2.2 full', false],
    ['rcpt', '550 no reason', false],
    ['rcpt', '450 4.1.1 perhaps', false],
    ['mail', '550 5.1.1 no such sender', false],
    ['data', '554 5.1.1 no', false],
  ])('at %s, %j kills the address: %s', (step, said, isAddressDead) => {
    expect(failureOf(step, said).isAddressDead).toBe(isAddressDead)
  })

  test.each<[SmtpStep, string, boolean]>([
    ['rcpt', '450 4.2.0 greylisted', true],
    ['rcpt', '451 4.7.1 greylisted', true],
    ['rcpt', '452 4.2.2 full', true],
    ['rcpt', '450 later', true],
    ['rcpt', '452 4.3.1 our disk is full', false],
    ['rcpt', '421 4.3.2 going down', false],
    ['rcpt', '454 4.7.0 Throttling failure', false],
    ['content', '451 4.3.0 queue file', false],
    ['content', '451 later', false],
    ['content', '452 4.2.2 full', true],
    ['content', '451 4.4.1 no way there', true],
    ['mail', '451 4.2.2 later', false],
    ['rcpt', '550 5.2.2 full', false],
  ])('at %s, %j comes of the reader’s server: %s', (step, said, isOfReader) => {
    expect(failureOf(step, said).isOfReader).toBe(isOfReader)
  })
})

describe('what an end without an answer means', () => {
  test.each<[SmtpStep, string, ProviderFailureKind, string]>([
    ['connect', 'econnection', 'temporary', 'smtp-econnection'],
    ['connect', 'etls', 'temporary', 'smtp-etls'],
    ['connect', 'edns', 'temporary', 'smtp-edns'],
    ['connect', 'not-begun', 'temporary', 'smtp-not-begun'],
    ['connect', domainBusy, 'temporary', domainBusy],
    ['auth', 'eauth', 'refused', 'smtp-auth'],
    ['auth', 'econnection', 'temporary', 'smtp-econnection'],
    ['mail', 'etimedout', 'temporary', 'smtp-etimedout'],
    ['rcpt', 'esocket', 'temporary', 'smtp-esocket'],
    ['data', 'aborted', 'temporary', 'smtp-aborted'],
    ['content', 'econnection', 'unknown', 'smtp-econnection'],
    ['content', 'aborted', 'unknown', 'smtp-aborted'],
    ['content', 'etimedout', 'unknown', 'smtp-etimedout'],
  ])('at %s, %s: %s', (step, code, kind, codeOfOurs) => {
    expect(readSmtpFailure(new SmtpError(step, code))).toMatchObject({ kind, code: codeOfOurs, isOfReader: false })
  })
})

describe('a domain that puts mail off', () => {
  test.each<[SmtpStep, string, boolean]>([
    ['rcpt', '450 4.7.1 greylisted', true],
    ['rcpt', '451 4.4.1 no answer from there', true],
    ['rcpt', '451 4.3.0 system', true],
    ['content', '421 4.7.28 unusual rate', true],
    ['rcpt', '450 later', true],
    ['rcpt', '450 4.2.1 mailbox busy', false],
    ['rcpt', '450 4.1.1 unknown', false],
    ['rcpt', '452 4.2.2 full', false],
    ['rcpt', '550 5.7.1 no', false],
    ['mail', '450 4.7.1 later', false],
    ['data', '451 4.3.0 later', false],
  ])('at %s, %j is one: %s', (step, said, isDeferral) => {
    expect(isDomainDeferral(new SmtpError(step, readSmtpReply(said)))).toBe(isDeferral)
  })
})
