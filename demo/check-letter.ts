import type { Locale } from '#domain/locale'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { organisation } from './cast.ts'
import { demand } from './demo-failure.ts'
import { attributeOf, decodeEntities, visibleText } from './html-text.ts'
import type { ReceivedMail } from './mailbox.ts'
import type { ApprovedCampaign } from './prepare-campaign.ts'
import type { Stage } from './stage.ts'
import { browserOf, type ConfirmedReader } from './subscribe-readers.ts'
import { submitForm } from './web-client.ts'
import { fillForm, readForm } from './web-form.ts'

const words = { en, ko } as const satisfies Record<Locale, object>

/** A letter as it came to a reader. */
export type ReadLetter = { readonly reader: ConfirmedReader; readonly mail: ReceivedMail }

/**
 * Checks that a letter is wholly in its reader's language: subject, sender, body, footer, and the language that it
 * declares.
 */
export function checkLanguage({ reader: { called, locale }, mail }: ReadLetter, { contents }: ApprovedCampaign): void {
  const content = contents[locale]
  demand(content !== undefined, `There is no letter for ${called}.`)
  const body = visibleText(withoutForeignParts(mail.html))
  const footer = [organisation.name[locale], organisation.postalAddress[locale], words[locale].mail.choices.unsubscribe]
  demand(mail.subject === content.subject, `The subject for ${called} is not in their language.`)
  demand(mail.senderName === organisation.name[locale], `The sender’s name for ${called} is not in their language.`)
  demand(body.includes(content.title), `The body for ${called} is not in their language.`)
  for (const part of footer) demand(body.includes(part), `The footer for ${called} is not in their language.`)
  for (const tag of mail.html.match(/<(?:html|body)\b[^>]*>/gi) ?? []) {
    demand(attributeOf(tag, 'lang') === locale, `The letter for ${called} does not declare its language.`)
  }
  const stray = (locale === 'ko' ? englishWords : hangul).exec(body)
  demand(stray === null, `The letter for ${called} has words of another language in it.`)
  demand(
    mail.text.includes(content.title) || mail.text.includes(content.title.toUpperCase()),
    `The text part for ${called} is not the letter.`,
  )
}

/** Three words of English in a row; fewer can be a name. */
const englishWords = /\b[a-z]{2,}(?:[ ,’'-]+[a-z]{2,}){2,}/i
const hangul = /\p{Script=Hangul}/u

/** A letter without what it marks as another language: the titles of its sources. */
function withoutForeignParts(html: string): string {
  return html.replace(/<(span|a)\b[^>]*\slang="[^"]*"[^>]*>[\s\S]*?<\/\1>/gi, '')
}

/**
 * Opens every link of a letter and of its headers that leads to us. All must answer with 200, and none may change
 * anything.
 * @returns how many there are
 */
export async function checkLinks(stage: Stage, { reader, mail }: ReadLetter): Promise<number> {
  const browser = browserOf(stage, reader)
  const hrefs = [...mail.html.matchAll(/\shref="([^"]*)"/gi)].map(([, href = '']) => decodeEntities(href))
  const inText = mail.text.match(/https?:\/\/[^\s>]+/g) ?? []
  const inHeaders = [...mail.headers.values()].flatMap((value) => value.match(/https?:\/\/[^\s>,]+/g) ?? [])
  const own = [...new Set([...hrefs, ...inText, ...inHeaders])].filter((link) => isOwn(link, stage.publicUrl))
  demand(own.length > 0, `The letter for ${reader.called} has no link to us.`)
  for (const link of own) {
    const { status } = await browser.get(link)
    demand(
      status === 200,
      `A link (${new URL(link).pathname.split('/')[1]}) in the letter for ${reader.called} answers with ${status}.`,
    )
  }
  return own.length
}

function isOwn(link: string, publicUrl: string): boolean {
  return URL.parse(link)?.origin === publicUrl
}

/** Checks the reader's own phrase, and enters the letter's code on the page that knows what was sent. */
export async function checkProof(
  stage: Stage,
  { reader, mail }: ReadLetter,
  campaign: ApprovedCampaign,
): Promise<void> {
  const { called, locale, phrase } = reader
  const body = visibleText(mail.html)
  for (const part of [body, mail.text]) {
    demand(part.includes(phrase), `The letter for ${called} does not carry the phrase that they were given.`)
    demand(part.includes(campaign.code), `The letter for ${called} does not carry its code.`)
  }
  const browser = browserOf(stage, reader)
  const form = readForm((await browser.get('/verify')).text, '/verify')
  const answer = await submitForm(browser, form.action, fillForm(form, { code: campaign.code }))
  const isKnown = answer.status === 200 && visibleText(answer.text).includes(words[locale].page.verify.foundTitle)
  demand(isKnown, `The page that verifies letters does not know the code of the letter for ${called}.`)
  const subject = campaign.contents[locale]?.subject ?? ''
  demand(visibleText(answer.text).includes(subject), `The page that verifies letters shows ${called} another subject.`)
}
