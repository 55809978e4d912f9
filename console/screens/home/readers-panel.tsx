import { queryOptions, useQuery } from '@tanstack/react-query'
import { locales, type Locale } from '#domain/locale'
import type { ToldCount } from '#domain/small-counts'
import { api } from '../../api.ts'
import { languageName } from '../../parts/language-name.ts'
import { Panel, PanelRow } from '../../parts/panel.tsx'
import { useTold, useToldNote } from '../../parts/told.ts'
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

/** How many read us, and in which language. */
export function ReadersPanel() {
  const words = useWords()
  const tell = useTold()
  const note = useToldNote()
  const { data } = useQuery(readersQuery)
  if (data === undefined) return null
  return (
    <Panel title={words('home.readers')} aside={<span className="hint">{words('home.confirmed')}</span>}>
      <p className={styles['big']}>{tell(data.total)}</p>
      {locales.map((locale) => (
        <PanelRow key={locale} aside={<span className="figures">{tell(countIn(data.byLocale, locale))}</span>}>
          <span lang={locale}>{languageName(locale)}</span>
        </PanelRow>
      ))}
      <p className="hint">{note}</p>
    </Panel>
  )
}

// Few are null, and none are not named.
function countIn(byLocale: { readonly [Name in Locale]?: ToldCount | undefined }, locale: Locale): ToldCount {
  const count = byLocale[locale]
  return count === undefined ? 0 : count
}
