import { limits } from '#domain/limits'
import type { Reader } from './cast.ts'
import { demand } from './demo-failure.ts'
import { decodeEntities, visibleText } from './html-text.ts'
import type { Stage } from './stage.ts'
import { waitMilliseconds } from './wait.ts'
import { openWebClient, submitForm, type WebClient } from './web-client.ts'
import { fillForm, readForm } from './web-form.ts'

/** A reader who has confirmed. */
export type ConfirmedReader = Reader & {
  /** The words that every genuine letter to them carries. */
  readonly phrase: string
}

/** Subscribes people on the web form, as a browser without JavaScript does. */
export async function subscribeReaders(stage: Stage, people: readonly Reader[]): Promise<void> {
  const { narrator, now, signal } = stage
  const visits = await Promise.all(people.map(async (reader) => ({ reader, ...(await openForm(stage, reader)) })))
  narrator.tell('Three browsers without JavaScript have opened the form, one of them in Korean.')
  // The form refuses whoever is faster than a person can be.
  const earliest = now().add({ seconds: limits.formFillSecondsMin })
  while (Temporal.Instant.compare(now(), earliest) < 0) await waitMilliseconds(50, signal)
  const pages = new Set<string>()
  for (const { reader, browser, html } of visits) {
    const form = readForm(html, '/subscribe')
    const { address: email, locale, topics } = reader
    const answer = await submitForm(browser, form.action, fillForm(form, { email, locale, topics, consent: 'yes' }))
    demand(answer.status === 200, `The form answered ${reader.called} with ${answer.status}.`)
    pages.add(answer.text)
    narrator.tell(`${sentence(reader.called)} has sent the form.`)
  }
  const languages = new Set(people.map(({ locale }) => locale))
  demand(pages.size === languages.size, 'The form answered two readers of one language differently.')
}

/** Opens the link of each confirmation mail and presses the button of its page. */
export async function confirmReaders(stage: Stage, people: readonly Reader[]): Promise<ConfirmedReader[]> {
  const { narrator, mailbox, publicUrl } = stage
  const confirmed: ConfirmedReader[] = []
  for (const reader of people) {
    const mail = await mailbox.await(`The confirmation mail for ${reader.called}`, reader.address, 1)
    narrator.tell(`${sentence(reader.called)} has got the mail “${mail.subject}”.`)
    const link = new RegExp(`${RegExp.escape(publicUrl)}/confirm/[\\w.~-]+`).exec(mail.text)?.[0]
    demand(link !== undefined, `The confirmation mail for ${reader.called} has no link.`)
    demand(
      decodeEntities(mail.html).includes(link),
      `The two parts of the mail for ${reader.called} differ in their link.`,
    )
    const browser = browserOf(stage, reader)
    const page = await browser.get(link)
    demand(page.status === 200, `The confirmation link of ${reader.called} answers with ${page.status}.`)
    const form = readForm(page.text, '/confirm/')
    const done = await submitForm(browser, form.action, fillForm(form, {}))
    const phrase = /<p class="phrase"[^>]*>([\s\S]*?)<\/p>/.exec(done.text)?.[1]
    demand(done.status === 200 && phrase !== undefined, `The button of ${reader.called} did not confirm.`)
    confirmed.push({ ...reader, phrase: visibleText(phrase) })
    narrator.tell(`${sentence(reader.called)} has pressed the button and got a phrase of their own.`)
  }
  return confirmed
}

/** The first letter raised, for the beginning of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A browser that speaks a reader's language. */
export function browserOf({ publicUrl, signal }: Stage, { language }: Pick<Reader, 'language'>): WebClient {
  return openWebClient(publicUrl, { language, origin: publicUrl, signal })
}

async function openForm(stage: Stage, reader: Reader): Promise<{ browser: WebClient; html: string }> {
  const browser = browserOf(stage, reader)
  const page = await browser.get('/')
  demand(page.status === 200, `The first page answers ${reader.called} with ${page.status}.`)
  demand(
    page.text.includes(`<html lang="${reader.locale}"`),
    `The first page for ${reader.called} is in another language.`,
  )
  return { browser, html: page.text }
}
