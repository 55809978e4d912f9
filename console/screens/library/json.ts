import { locales, type Locale } from '#domain/locale'

/** A value of an entry, as it is sent and received. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export type JsonObject = { readonly [name: string]: Json }

/** Gives a received value its form: what JSON cannot say does not arrive. */
export function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map(asJson)
  return typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asJson(one)]))
    : null
}

/** Whether a value has parts with names. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How many single values a value holds, which is about as much as it takes up on a screen. */
export function sizeOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, part) => sum + sizeOf(part), 0)
}

/** Whether a value is a text in every language. */
export function isLocalisedText(value: Json): value is { readonly en: string; readonly ko: string } {
  return isObject(value) && typeof value['en'] === 'string' && typeof value['ko'] === 'string'
}

/** The language that a path lies in, for the letters in which its texts are written. */
export function languageOf(path: readonly string[]): Locale | undefined {
  return locales.find((locale) => path.includes(locale))
}
