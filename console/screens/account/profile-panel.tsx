import { Button, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import { locales } from '#domain/locale'
import { api } from '../../api.ts'
import { Panel } from '../../parts/panel.tsx'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import { useSaveLanguage } from '../../parts/use-save-language.ts'
import { meQuery, noticesQuery, type Me } from '../../queries.ts'
import { useWords } from '../../words.tsx'

const languageNames = { en: 'English', ko: '한국어' } as const

/** The name beside what one writes, the language of the console, and whether notices come by mail. */
export function ProfilePanel({ me }: { readonly me: Me }) {
  const words = useWords()
  const client = useQueryClient()
  const locale = useLocale()
  const saveLanguage = useSaveLanguage()
  const [name, setName] = useState(me.name)
  const save = useMutation({
    mutationFn: () => api.me.$patch({ json: { name } }),
    meta: { showsProblem: true },
    onSuccess: () => client.setQueryData<Me>(meQuery.queryKey, { ...me, name }),
  })
  const label = useId()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Panel title={words('account.profile')}>
      <Stack>
        <ProblemNote error={save.error} shown={['name']} />
        <form onSubmit={submit}>
          <Stack gap="xs">
            <TextInput
              label={words('account.name')}
              description={words('account.nameHint')}
              value={name}
              autoComplete="name"
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={faultsByField(save.error)['name']}
            />
            <Button type="submit" variant="default" disabled={name === me.name} loading={save.isPending}>
              {words('account.saveName')}
            </Button>
          </Stack>
        </form>
        <div>
          <Text id={label} size="sm" fw={600} mb={4}>
            {words('signIn.language')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby={label}
            value={locale}
            data={locales.map((value) => ({ value, label: <span lang={value}>{languageNames[value]}</span> }))}
            onChange={(chosen) => void saveLanguage(chosen === 'ko' ? 'ko' : 'en')}
          />
        </div>
        <NoticeMail />
      </Stack>
    </Panel>
  )
}

function NoticeMail() {
  const words = useWords()
  const client = useQueryClient()
  const { data } = useQuery(noticesQuery)
  const choose = useMutation({
    mutationFn: (byMail: boolean) => api.me.notices.$put({ json: { byMail } }),
    onSuccess: () => client.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  })
  if (data === undefined) return null
  return (
    <Switch
      label={words('account.byMail')}
      description={words('account.byMailHint')}
      checked={choose.isPending ? choose.variables : data.byMail}
      onChange={({ currentTarget }) => choose.mutate(currentTarget.checked)}
    />
  )
}
