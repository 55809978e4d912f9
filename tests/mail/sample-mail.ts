import { parseEmailAddress } from '#domain/email-address'
import { listHeaders, writeListUnsubscribe } from '#domain/list-headers'
import type { FinishedBody } from '#domain/mail-template'
import type { OutgoingMail } from '#mail/mailer'
import { canaries } from '../support/canaries.ts'

const [canary] = canaries.addresses
const sampleHtml =
  '<!doctype html><html lang="ko"><body><p>안녕하세요.</p><a href="https://news.example.org/u/AbC">수신 거부</a></body></html>'
const sampleText = '안녕하세요.\n\n.\n.. 점으로 시작하는 줄\n수신 거부: https://news.example.org/u/AbC'

export type SampleMail = OutgoingMail & { readonly body: FinishedBody }

export type SampleMailParts = Partial<Omit<OutgoingMail, 'to' | 'body'> & FinishedBody & { readonly to: string }>

/** A campaign letter to a reader whose address must show up nowhere but in the mail itself. */
export function sampleMail({
  to = canary,
  html = sampleHtml,
  text = sampleText,
  ...rest
}: SampleMailParts = {}): SampleMail {
  return {
    reference: '0198c0de-0000-7000-8000-000000000001-0',
    from: { name: '북한인권연대 “편지”, Letters', address: 'letters@news.example.org' },
    to: parseEmailAddress(to),
    replyTo: 'people@example.org',
    bounceTo: null,
    subject: '7월 14일: 다시 시작한 모든 이의 날을 함께 기억합니다, 그리고 할 수 있는 한 가지 일',
    body: { html, text },
    headers: listHeaders({
      senderDomain: 'news.example.org',
      contactMailbox: 'people@example.org',
      helpUrl: 'https://news.example.org/privacy',
      archiveUrl: 'https://news.example.org/letters',
    }),
    listUnsubscribe: writeListUnsubscribe('people@example.org')({
      url: `https://news.example.org/u/${'AbC-_1'.repeat(12)}`,
      subject: `unsubscribe ${'AbC-_1'.repeat(12)}`,
    }),
    ...rest,
  }
}

/** As many letters as asked for, each to a reader of its own. */
export function sampleMails(count: number): SampleMail[] {
  return Array.from({ length: count }, (_, index) =>
    sampleMail({ reference: `batch-1-${index}`, to: `canary-heron+${index}@leak.example` }),
  )
}
