import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery } from '../queries.ts'
import { useChooseLanguage } from '../words.tsx'

/** Speaks the language of the account from the moment it is known. */
export function useAccountLanguage(): void {
  const { data: me } = useQuery(meQuery)
  const choose = useChooseLanguage()
  const locale = me?.locale
  // Only a change of the account counts here: a choice on the screen goes to the account as well.
  useEffect(() => {
    if (locale !== undefined && locale !== document.documentElement.lang) void choose(locale)
  }, [locale, choose])
}
