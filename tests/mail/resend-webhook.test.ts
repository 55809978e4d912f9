import { describe, expect, test } from 'vitest'
import { createResendWebhookReader } from '#mail/resend-webhook'
import { createMovableClock } from '../support/provider-double/movable-clock.ts'
import { createResendWebhooks } from '../support/provider-double/resend-webhooks.ts'

const [current = '', previous = '', other = ''] = ['ours', 'ours before', 'not ours'].map(
  (words) => `whsec_${btoa(words)}`,
)
const read = createResendWebhookReader({ secrets: [current, previous] })
const clock = createMovableClock()
const now = clock.now()
const webhooks = createResendWebhooks({ secret: current, clock })

type Sent = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

/** What Resend would send, signed by Svix as theirs is. */
function send(
  payload: object | string,
  { secret = current, id = 'msg_1', minutes = 0 }: { secret?: string; id?: string; minutes?: number } = {},
): Sent {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const at = now.add({ seconds: minutes * 60 })
  return { body, headers: Object.fromEntries(webhooks.sign({ id, body }, { secret, at })) }
}

const receive = ({ body, headers }: Sent) => read({ body, header: (name) => headers[name], now })

/** The example of https://resend.com/docs/webhooks/emails/bounced, with a tag of ours. */
const bounced = {
  type: 'email.bounced',
  created_at: '2026-05-13T03:00:00.000Z',
  data: {
    created_at: '2026-05-13T02:59:00.000Z',
    email_id: '56761188-7520-42d8-8898-ff6fc54ce618',
    from: 'Acme <letters@news.example>',
    to: ['reader@readers.example'],
    subject: 'Sending this example',
    bounce: { message: 'No such user: reader@readers.example', subType: 'NoEmail', type: 'Permanent' },
    tags: { d: 'reference', category: 'other' },
  },
}

describe('a webhook is genuine', () => {
  test('when the provider’s own library signed it', () => {
    expect(receive(send(bounced))).toEqual({
      id: 'msg_1',
      provider: 'resend',
      kind: 'bounced',
      bounceKind: 'hard',
      reference: 'reference',
      occurredAt: Temporal.Instant.from('2026-05-13T03:00:00Z'),
    })
  })

  test('under the previous secret, and within five minutes of our clock', () => {
    expect(receive(send(bounced, { secret: previous }))).toMatchObject({ id: 'msg_1' })
    expect(receive(send(bounced, { minutes: -4.5 }))).toMatchObject({ id: 'msg_1' })
    expect(receive(send(bounced, { minutes: 4.5 }))).toMatchObject({ id: 'msg_1' })
  })

  test('when one of several signatures is', () => {
    const { body, headers } = send(bounced)
    const foreign = send(bounced, { secret: other }).headers['svix-signature'] ?? ''
    const signature = `${foreign} v1a,AAAA ${headers['svix-signature']}`
    expect(receive({ body, headers: { ...headers, 'svix-signature': signature } })).toMatchObject({ id: 'msg_1' })
  })
})

describe('a webhook is forged', () => {
  const { body, headers } = send(bounced)

  test.each<[string, Sent]>([
    ['when its body was changed', { body: body.replace('Permanent', 'Transient'), headers }],
    ['when its id was changed', { body, headers: { ...headers, 'svix-id': 'msg_2' } }],
    ['when its time was changed', { body, headers: { ...headers, 'svix-timestamp': String(now.epochMilliseconds) } }],
    ['when somebody else signed it', send(bounced, { secret: other })],
    ['six minutes after it was signed', send(bounced, { minutes: -6 })],
    ['six minutes before', send(bounced, { minutes: 6 })],
    ['without a signature', { body, headers: { ...headers, 'svix-signature': '' } }],
    ['with a signature of no form', { body, headers: { ...headers, 'svix-signature': 'v1 v1, ,,, v2' } }],
    ['without any header', { body, headers: {} }],
  ])('%s', (_, sent) => {
    expect(receive(sent)).toBe('forged')
  })
})

describe('of a genuine webhook is read', () => {
  test.each([
    ['email.sent', 'accepted'],
    ['email.delivered', 'delivered'],
    ['email.delivery_delayed', 'delayed'],
    ['email.complained', 'complained'],
    ['email.failed', 'failed'],
    ['email.suppressed', 'suppressed'],
  ])('%s as %s', (type, kind) => {
    expect(receive(send({ ...bounced, type }))).toMatchObject({ kind, bounceKind: null, reference: 'reference' })
  })

  test.each([
    ['Permanent', 'hard'],
    ['Transient', 'soft'],
    ['Undetermined', 'soft'],
    [undefined, 'soft'],
  ])('a bounce of type %s as %s', (type, bounceKind) => {
    const data = { ...bounced.data, bounce: { ...bounced.data.bounce, type } }
    expect(receive(send({ ...bounced, data }))).toMatchObject({ bounceKind })
  })

  test('nothing that names or quotes the reader', () => {
    expect(JSON.stringify(receive(send(bounced)))).not.toMatch(/reader|Acme|Sending|56761188/)
  })

  test.each([
    ['a record', { d: 'reference' }, 'reference'],
    [
      'a list',
      [
        { name: 'x', value: '1' },
        { name: 'd', value: 'reference' },
      ],
      'reference',
    ],
    ['of another kind', 'reference', null],
    ['not there', undefined, null],
    ['there without ours', { x: '1' }, null],
  ])('the reference from tags that are %s', (_, tags, reference) => {
    expect(receive(send({ ...bounced, data: { ...bounced.data, tags } }))).toMatchObject({ reference })
  })

  test.each([
    ['2026-05-13 02:59:11.894719+00', '2026-05-13T02:59:11.894719Z'],
    ['2999-01-01T00:00:00Z', now.toString()],
    ['0000-01-01T00:00:00Z', now.toString()],
    ['-271821-04-20T00:00:00Z', now.toString()],
    ['yesterday', now.toString()],
    [undefined, now.toString()],
  ])('the time %s as %s', (createdAt, expected) => {
    const event = receive(send({ ...bounced, created_at: createdAt }))
    expect(event).toMatchObject({ occurredAt: Temporal.Instant.from(expected) })
  })

  test.each<[string, object | string]>([
    ['an event that we did not ask for', { ...bounced, type: 'email.clicked' }],
    ['an event of a kind that is new', { ...bounced, type: 'email.pondered' }],
    ['a body that is no JSON', 'not { json'],
    ['an empty body', ''],
    ['a list', '[1]'],
    ['null', 'null'],
    ['a name that every object has', { ...bounced, type: 'constructor' }],
  ])('nothing of %s', (_, payload) => {
    expect(receive(send(payload))).toBe('irrelevant')
  })

  test('nothing of one whose id is longer than any', () => {
    expect(receive(send(bounced, { id: `msg_${'x'.repeat(300)}` }))).toBe('irrelevant')
  })
})

test('a secret that is none is refused at the start', () => {
  expect(() => createResendWebhookReader({ secrets: ['whsec_'] })).toThrow('empty')
})
