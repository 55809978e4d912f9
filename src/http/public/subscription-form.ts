import type { Context } from 'hono'
import { subscribe } from '#actions/subscribe'
import { parseEmailAddress } from '#domain/email-address'
import type { Locale } from '#domain/locale'
import { localeSchema } from '#domain/locale-schema'
import { Refusal } from '#domain/refusal'
import type { Words } from '../words.ts'
import { allValues, oneValue, type FormFields } from './form-fields.ts'
import { fieldErrorsOf, messageOf, messageOfRefusal, type FieldLabels } from './form-errors.ts'
import { checkStamp, takeFormBudget } from './form-guard.ts'
import type { TypedSubscription } from './pages/landing-page.tsx'
import type { FieldError } from './parts/form-parts.tsx'
import type { PublicParts } from './public-parts.ts'

/** What a person typed; a language that is missing or not ours is that of the page. */
export function readTyped(fields: FormFields, pageLocale: Locale): TypedSubscription {
  const locale = localeSchema.safeParse(oneValue(fields, 'locale'))
  return {
    email: oneValue(fields, 'email'),
    locale: locale.success ? locale.data : pageLocale,
    topics: allValues(fields, 'topics'),
    timeZone: oneValue(fields, 'timeZone'),
    hasConsented: oneValue(fields, 'consent') !== '',
  }
}

/** The words for the fields of the subscribe form. */
export function subscriptionLabels(words: Words): FieldLabels {
  return { email: words.page('form.email'), topics: words.page('form.topics'), consent: words.page('consent.label') }
}

/** Every field that cannot be right, so that a person mends them all at once. */
export function findFaults(typed: TypedSubscription, words: Words): FieldError[] {
  const { locale } = words
  const messages: Readonly<Record<string, string | undefined>> = {
    email: messageOfRefusal(() => parseEmailAddress(typed.email), locale),
    topics: typed.topics.length > 0 ? undefined : messageOf(new Refusal('topics-missing'), locale),
    consent: typed.hasConsented ? undefined : words.page('consent.missing'),
  }
  return fieldErrorsOf(messages, subscriptionLabels(words))
}

/**
 * Passes a form without faults by the guard and notes its request.
 * @param form which form it was; kept as evidence of consent
 * @throws Refusal of the guard, or of `subscribe`
 */
export async function takeSubscription(
  c: Context,
  { world, guard, clientAddress }: PublicParts,
  { fields, typed, form }: { fields: FormFields; typed: TypedSubscription; form: 'landing-page' | 'embedded' },
): Promise<void> {
  await checkStamp(world, guard, fields)
  await takeFormBudget(world, guard, fields, clientAddress(c))
  const { email, locale, topics, timeZone } = typed
  await subscribe(world, { email, locale, topics, timeZone: timeZone || null, form })
}
