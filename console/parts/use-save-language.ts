import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Locale } from '#domain/locale'
import { api } from '../api.ts'
import { meQuery, type Me } from '../queries.ts'
import { useChooseLanguage } from '../words.tsx'

/** Changes the language now, and remembers it in the account. */
export function useSaveLanguage(): (locale: Locale) => Promise<void> {
  const client = useQueryClient()
  const choose = useChooseLanguage()
  const { mutate } = useMutation({
    mutationFn: (locale: Locale) => api.me.$patch({ json: { locale } }),
    onSuccess: (_answer, locale) => {
      client.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, locale })
    },
  })
  return async (locale) => {
    await choose(locale)
    mutate(locale)
  }
}
