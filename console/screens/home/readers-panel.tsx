import { queryOptions, useQuery } from '@tanstack/react-query'
import { locales, type Locale } from '#domain/locale'
import { api } from '../../api.ts'
import { useFigures } from '../../parts/dates.ts'
import { Panel, PanelRow } from '../../parts/panel.tsx'
import { useWords } from '../../words.tsx'
import styles from './home.module.css'

/** Everybody on the list, as a letter without limits would reach them. */
const readersQuery = queryOptions({
  queryKey: ['audience', 'everybody'],
  queryFn: async () => {
    const audience = { topics: [], exceptTopics: [], locales: [], timeZones: [] }
    return (await api.audience.count.$post({ json: { audience } })).json()
  },
  staleTime: 60_000,
})

const languageNames = { en: 'English', ko: '한국어' } as const satisfies Record<Locale, string>

/** How many read us, and in which language. */
export function ReadersPanel() {
  const words = useWords()
  const figures = useFigures()
  const { data } = useQuery(readersQuery)
  if (data === undefined) return null
  return (
    <Panel title={words('home.readers')} aside={<span className="hint">{words('home.confirmed')}</span>}>
      <p className={styles['big']}>{figures(data.total)}</p>
      {locales.map((locale) => (
        <PanelRow key={locale} aside={<span className="figures">{figures(data.byLocale[locale] ?? 0)}</span>}>
          <span lang={locale}>{languageNames[locale]}</span>
        </PanelRow>
      ))}
    </Panel>
  )
}
