import { describe, expect, test } from 'vitest'
import issueFile from '#content/issues' with { type: 'json' }
import playbookFile from '#content/playbooks' with { type: 'json' }
import { askMessageSchema, mailtoUrl } from '#domain/ask-message'
import { issueSchema } from '#domain/issue'
import { limits } from '#domain/limits'
import { playbookSchema } from '#domain/playbook'

/** A mail program’s reading of a mailto link, RFC 6068 §2. */
function readMailto(url: string) {
  const [, query = ''] = /^mailto:\?(.*)$/.exec(url) ?? []
  return Object.fromEntries(
    query.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [name, decodeURIComponent(value)]
    }),
  )
}

describe('a message to send', () => {
  test.each([
    [
      'English',
      { subject: 'Who & what? 100 % + “more”', text: ['Dear minister,', "It's (really) *one* question: a=b?"] },
    ],
    ['Korean', { subject: '결의안에 관한 질문', text: ['의원님께', '한 가지를 여쭙니다. 언제입니까?'] }],
  ])('in %s arrives in a mail program as it was written', (_, message) => {
    const url = mailtoUrl(message)
    expect(readMailto(url)).toEqual({ subject: message.subject, body: message.text.join('\r\n\r\n') })
    // Nothing in it ends a link in a text, or is read as a plus for a space.
    expect(url).toMatch(/^mailto:\?subject=[\w.~%-]+&body=[\w.~%-]+$/)
  })

  test('has no room for header fields or for somebody’s address', () => {
    expect(mailtoUrl({ subject: 'x&to=a@b.example&bcc=c', text: ['y'] })).toBe(
      'mailto:?subject=x%26to%3Da%40b.example%26bcc%3Dc&body=y',
    )
    expect(askMessageSchema.safeParse({ subject: 'x\r\nBcc: y', text: ['z'] }).success).toBe(false)
  })

  test('is refused where a mail program would cut its link', () => {
    const fits = { subject: '글', text: ['가'.repeat(200)] }
    expect(mailtoUrl(fits).length).toBeLessThanOrEqual(limits.mailtoLengthMax)
    expect(askMessageSchema.safeParse(fits).success).toBe(true)
    expect(askMessageSchema.safeParse({ ...fits, text: ['\ud800'] }).error?.issues).toEqual([
      expect.objectContaining({ path: ['text', 0], params: { code: 'text-not-plain' } }),
    ])
    expect(askMessageSchema.safeParse({ ...fits, text: ['가'.repeat(210)] }).error?.issues).toEqual([
      expect.objectContaining({ path: ['text'], params: { code: 'message-too-long' } }),
    ])
  })

  test('comes with every step that asks for nothing but a letter to somebody', () => {
    const issues = issueSchema.array().parse(issueFile)
    const alerts = playbookSchema
      .array()
      .parse(playbookFile.series)
      .flatMap(({ series }) => series)
      .flatMap((step) => (step.kind === 'letter' && step.template === 'action-alert' ? [step] : []))
    const asks = alerts.map(({ ask, issue }) => ask ?? issues.find(({ id }) => id === issue)?.ask)
    expect(asks.filter((ask) => ask?.action === 'write' && ask.message === null)).toEqual([])
    expect(asks.filter((ask) => ask?.action === 'write').length).toBeGreaterThanOrEqual(4)
  })
})
