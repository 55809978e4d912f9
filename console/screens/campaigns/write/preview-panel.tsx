import { SegmentedControl, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useWords } from '../../../words.tsx'
import { letterQuery } from '../campaign-queries.ts'
import { LetterFrame, type LetterView } from '../letter-frame.tsx'
import styles from './write.module.css'

const views = ['phone', 'desktop', 'text'] as const satisfies readonly LetterView[]

type PreviewPanelProps = {
  readonly campaignId: string
  readonly revision: number
  readonly languages: readonly Locale[]
}

/** The letter as readers get it, by what was saved last. */
export function PreviewPanel({ campaignId, revision, languages }: PreviewPanelProps) {
  const words = useWords()
  const [wanted, setWanted] = useState<Locale | null>(null)
  const [view, setView] = useState<LetterView>('phone')
  const [isDark, setDark] = useState(false)
  const locale = languages.find((known) => known === wanted) ?? languages[0]
  if (revision === 0 || locale === undefined)
    return (
      <Panel title={words('preview.title')}>
        <EmptyNote>{words('preview.empty')}</EmptyNote>
      </Panel>
    )
  return (
    <Panel title={words('preview.title')}>
      <div className={styles['previewBar']}>
        <SegmentedControl
          aria-label={words('preview.language')}
          data={languages.map((value) => ({ value, label: languageName(value) }))}
          value={locale}
          onChange={(chosen) => setWanted(languages.find((known) => known === chosen) ?? null)}
        />
        <SegmentedControl
          aria-label={words('preview.view')}
          data={views.map((value) => ({ value, label: words(`preview.views.${value}`) }))}
          value={view}
          onChange={(chosen) => setView(views.find((known) => known === chosen) ?? 'phone')}
        />
        <Switch
          label={words('preview.dark')}
          checked={isDark}
          onChange={({ currentTarget }) => setDark(currentTarget.checked)}
          disabled={view === 'text'}
        />
      </div>
      <Measure campaignId={campaignId} revision={revision} locale={locale} />
      <LetterFrame campaignId={campaignId} revision={revision} locale={locale} view={view} isDark={isDark} />
    </Panel>
  )
}

const kilobyte = 1024

function Measure({ campaignId, revision, locale }: Omit<PreviewPanelProps, 'languages'> & { readonly locale: Locale }) {
  const words = useWords()
  const { data } = useQuery(letterQuery(campaignId, revision, locale))
  if (data === undefined) return null
  const size = Math.ceil(data.htmlBytes / kilobyte)
  const limit = Math.floor(limits.letterBytesMax / kilobyte)
  return <p className="hint">{words('preview.size', { size, limit })}</p>
}
