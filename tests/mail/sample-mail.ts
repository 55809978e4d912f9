import { parseEmailAddress } from '#domain/email-address'
import { listHeaders } from '#domain/list-headers'
import type { OutgoingMail } from '#mail/mailer'
import { canaries } from '../support/canaries.ts'

const [canary] = canaries.addresses

/** A campaign letter to a reader whose address must show up nowhere but in the mail itself. */
export function sampleMail(overrides: Partial<Omit<OutgoingMail, 'to'>> & { readonly to?: string } = {}): OutgoingMail {
  const { to = canary, ...rest } = overrides
  return {
    reference: '0198c0de-0000-7000-8000-000000000001-0',
    from: { name: '북한인권연대 “편지”, Letters', address: 'letters@news.example.org' },
    to: parseEmailAddress(to),
    replyTo: 'people@example.org',
    bounceTo: null,
    subject: '7월 14일: 다시 시작한 모든 이의 날을 함께 기억합니다, 그리고 할 수 있는 한 가지 일',
    html: '<!doctype html><html lang="ko"><body><p>안녕하세요.</p><a href="https://news.example.org/u/AbC">수신 거부</a></body></html>',
    text: '안녕하세요.\n\n.\n.. 점으로 시작하는 줄\n수신 거부: https://news.example.org/u/AbC',
    headers: listHeaders({
      senderDomain: 'news.example.org',
      unsubscribeUrl: `https://news.example.org/u/${'AbC-_1'.repeat(12)}`,
      unsubscribeMailbox: 'people@example.org',
      unsubscribeSubject: `unsubscribe ${'AbC-_1'.repeat(12)}`,
      contactMailbox: 'people@example.org',
      helpUrl: 'https://news.example.org/privacy',
      archiveUrl: 'https://news.example.org/letters',
    }),
    ...rest,
  }
}

/** As many letters as asked for, each to a reader of its own. */
export function sampleMails(count: number): OutgoingMail[] {
  return Array.from({ length: count }, (_, index) =>
    sampleMail({ reference: `batch-1-${index}`, to: `canary-heron+${index}@leak.example` }),
  )
}
