import { hash } from 'node:crypto'
import type { DkimSigner } from './dkim-signer.ts'
import { writeHeaderField, writePlainField, type HeaderField, type HeaderValue } from './header-field.ts'
import type { OutgoingMail } from './mailer.ts'
import { writeSmtpBody, writeTextBody, type SmtpBody } from './smtp-body.ts'

/** A message as it is handed over, signed. */
export type SignedMessage = { readonly header: string; readonly body: SmtpBody }

/** The MIME message of a mail: the same for the same mail but for its date. */
function writeSmtpMessage(mail: OutgoingMail, at: Temporal.Instant): { fields: HeaderField[]; body: SmtpBody } {
  // Two characters that base64 has not; the rest tells messages apart.
  const boundary = `=_${mail.reference.replace(/[^0-9A-Za-z-]/g, '').slice(0, 60)}`
  const fields = [
    writeShared('From', mail.from),
    { name: 'To', line: `To: ${mail.to}` },
    writeShared('Reply-To', mail.replyTo),
    writeShared('Subject', mail.subject),
    { name: 'Date', line: `Date: ${dateOf(Math.floor(at.epochMilliseconds / 1000))}` },
    writePlainField('Message-ID', messageIdOf(mail)),
    ...Object.entries(mail.headers).map(([name, value]) => writeShared(name, value)),
    mail.listUnsubscribe === null ? null : writePlainField('List-Unsubscribe', mail.listUnsubscribe),
    { name: 'Feedback-ID', line: `Feedback-ID: ${feedbackIdOf(mail)}` },
    { name: 'MIME-Version', line: 'MIME-Version: 1.0' },
    ...(mail.isTextOnly ? textOnlyFields : [alternativesField(boundary)]),
  ]
  const body = mail.isTextOnly ? writeTextBody(mail.body) : writeSmtpBody(mail.body, boundary)
  return { fields: fields.filter((field) => field !== null), body }
}

const textOnlyFields: readonly HeaderField[] = [
  { name: 'Content-Type', line: 'Content-Type: text/plain; charset=utf-8' },
  { name: 'Content-Transfer-Encoding', line: 'Content-Transfer-Encoding: base64' },
]

function alternativesField(boundary: string): HeaderField {
  return { name: 'Content-Type', line: `Content-Type: multipart/alternative;\r\n boundary="${boundary}"` }
}

/** @throws ProviderFailure `refused` when the keys cannot sign for this sender */
export async function writeSignedMessage(
  mail: OutgoingMail,
  { signer, at }: { readonly signer: DkimSigner; readonly at: Temporal.Instant },
): Promise<SignedMessage> {
  const { fields, body } = writeSmtpMessage(mail, at)
  const signatures = await signer.sign({ fields, body, senderDomain: domainOf(mail.from.address), at })
  return { header: `${signatures}${fields.map(({ line }) => line).join('\r\n')}\r\n\r\n`, body }
}

/** RFC 5322 §3.6.4. The reference is ours alone, and the domain is the sender's. */
function messageIdOf({ reference, from }: Pick<OutgoingMail, 'reference' | 'from'>): string {
  return `<${reference}@${domainOf(from.address)}>`
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

// What many letters share, written once. Nothing that is made for one reader is kept.
const writeShared = rememberRecent((name: string, value: HeaderValue) => writeHeaderField(name, value))
const dateOf = rememberRecent(writeDate)

/**
 * For the feedback loop of Gmail, which counts complaints by these four fields: the letter, the kind of mail, the domain
 * and the sender. The letter is a hash of its subject, the same for all who get it and known to all who have it.
 */
const writeFeedbackId = rememberRecent((subject: string, kind: string, domain: string) =>
  [shortHash(subject), kind, domain.replaceAll('.', '-'), shortHash(domain)].join(':'),
)

function feedbackIdOf({ subject, from, headers }: OutgoingMail): string {
  return writeFeedbackId(subject, 'List-Id' in headers ? 'letters' : 'notices', domainOf(from.address))
}

// Gmail takes 5 to 15 characters for the sender.
function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 12)
}

const rememberedMax = 200

function rememberRecent<Given extends readonly (string | number | object)[], Made>(
  make: (...given: Given) => Made,
): (...given: Given) => Made {
  const made = new Map<string, Made>()
  return (...given) => {
    const key = given.map((part) => (typeof part === 'object' ? Object.values(part).join('\n') : part)).join('\n')
    const known = made.get(key)
    if (known !== undefined) return known
    if (made.size >= rememberedMax) made.clear()
    const result = make(...given)
    made.set(key, result)
    return result
  }
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** RFC 5322 §3.3, in UTC: where the machine stands is nobody's business. */
function writeDate(epochSeconds: number): string {
  const time = Temporal.Instant.fromEpochMilliseconds(1000 * epochSeconds).toZonedDateTimeISO('UTC')
  const [hour, minute, second] = [time.hour, time.minute, time.second].map((part) => String(part).padStart(2, '0'))
  const date = `${days[time.dayOfWeek - 1]}, ${time.day} ${months[time.month - 1]} ${time.year}`
  return `${date} ${hour}:${minute}:${second} +0000`
}
