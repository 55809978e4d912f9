import { createContext, use, useCallback, useState, type ReactNode } from 'react'
import { IntlProvider, useTranslations } from 'use-intl'
import type { Locale } from '#domain/locale'
import { setRequestLocale } from './request.ts'
import type { words as english } from './words/en.ts'

/** The words of the console. */
export type Words = typeof english

// One language is loaded, and of its catalogue the part of the console.
const loaders: Readonly<Record<Locale, () => Promise<Words>>> = {
  en: async () => (await import('./words/en.ts')).words,
  ko: async () => (await import('./words/ko.ts')).words,
}

/** A language with its words. */
export type Language = { readonly locale: Locale; readonly words: Words }

const LanguageContext = createContext<(locale: Locale) => Promise<void>>(() => Promise.resolve())

const storedAs = 'northlight-language'

/** The language of this browser until the account says otherwise: what was chosen here last, or what it asks for. */
export function usualLocale(): Locale {
  const wanted = localStorage.getItem(storedAs) ?? navigator.language
  return wanted.startsWith('ko') ? 'ko' : 'en'
}

/** Loads the words of a language, and tells the document and the API of it. */
export async function loadLanguage(locale: Locale): Promise<Language> {
  const words = await loaders[locale]()
  document.documentElement.lang = locale
  setRequestLocale(locale)
  localStorage.setItem(storedAs, locale)
  return { locale, words }
}

/** Gives everything inside its words. */
export function LanguageProvider({ first, children }: { readonly first: Language; readonly children: ReactNode }) {
  const [{ locale, words }, setLanguage] = useState(first)
  const choose = useCallback(async (chosen: Locale): Promise<void> => setLanguage(await loadLanguage(chosen)), [])
  return (
    <LanguageContext value={choose}>
      <IntlProvider locale={locale} messages={words} timeZone="UTC" onError={refuseError}>
        {children}
      </IntlProvider>
    </LanguageContext>
  )
}

/** The words of the person’s language: `words('home.title')`. */
export function useWords() {
  return useTranslations()
}

/** The name of a message that needs no values. */
export type WordKey = Parameters<ReturnType<typeof useWords>>[0]

/** Changes the language of the whole console at once. */
export function useChooseLanguage(): (locale: Locale) => Promise<void> {
  return use(LanguageContext)
}

// The default shows the key to the reader; a missing value is a bug and fails like one.
function refuseError(error: Error): never {
  throw error
}
