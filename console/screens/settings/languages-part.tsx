import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { locales, type Locale } from '#domain/locale'
import { useFigures } from '../../parts/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { languageNames } from '../../parts/language-names.ts'
import { Panel } from '../../parts/panel.tsx'
import { useWords } from '../../words.tsx'
import { libraryQuery } from '../library/library-queries.ts'
import styles from './settings.module.css'

/** Which languages readers can choose, what lacks one, and what becomes of a letter that does. */
export function LanguagesPart() {
  const words = useWords()
  return (
    <>
      <Panel title={words('settings.languages.title')}>
        <div className={styles['fields']}>
          <p>{words('settings.languages.lead')}</p>
          {locales.map((locale) => (
            <Language key={locale} locale={locale} />
          ))}
        </div>
      </Panel>
      <Panel title={words('settings.languages.missing')}>
        <div className={styles['fields']}>
          {(['missingBlocks', 'missingChoice', 'missingLibrary'] as const).map((rule) => (
            <p key={rule}>{words(`settings.languages.${rule}`)}</p>
          ))}
        </div>
      </Panel>
    </>
  )
}

function Language({ locale }: { readonly locale: Locale }) {
  const words = useWords()
  const figures = useFigures()
  const { data } = useQuery(libraryQuery)
  const lacking =
    data?.entries.filter(
      ({ kind, name, retiredAt }) => kind === 'letter' && retiredAt === null && name[locale] === undefined,
    ) ?? []
  return (
    <div>
      <h3 lang={locale} className={styles['language']}>
        {languageNames[locale]}
      </h3>
      <p className={`${styles['state']} ${styles['pine']}`}>
        <Icon name="tick" size={18} />
        {words('settings.languages.complete')}
      </p>
      {lacking.length > 0 && (
        <p>
          {words('settings.languages.lacking', { count: lacking.length, letters: figures(lacking.length) })}{' '}
          {lacking.map(({ id }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <Link to="/library/$kind/$id" params={{ kind: 'letter', id }}>
                {id}
              </Link>
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
