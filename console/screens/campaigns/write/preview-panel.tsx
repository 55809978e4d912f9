import { SegmentedControl, Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { letterLocale } from '#domain/audience'
import { limits } from '#domain/limits'
import { locales, type Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { Later } from '../../../parts/later.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import { letterQuery, type FullCampaign } from '../campaign-queries.ts'
import { LetterFrame, type LetterView } from '../letter-frame.tsx'
import { Arrival } from './arrival.tsx'
import { languagesOf, type Draft } from './draft.ts'
import styles from './preview-panel.module.css'

const views = ['phone', 'desktop', 'text'] as const satisfies readonly LetterView[]

/** Whom the letter is shown as it reaches, and how. */
type Sample = {
  readonly locale: Locale | null
  readonly zone: string | null
  readonly isNamed: boolean
  readonly view: LetterView
  readonly isDark: boolean
}

const anySample: Sample = { locale: null, zone: null, isNamed: false, view: 'phone', isDark: false }

type PreviewPanelProps = {
  readonly campaign: FullCampaign
  readonly draft: Draft
  readonly revision: number
}

/** The letter as one reader gets it, by what was saved last. */
export function PreviewPanel({ campaign, draft, revision }: PreviewPanelProps) {
  const words = useWords()
  const [sample, setSample] = useState(anySample)
  const { contents, fallbackLocale } = draft
  const languages = languagesOf(contents)
  const reader = sample.locale ?? languages[0]
  if (revision === 0 || reader === undefined)
    return (
      <Panel title={words('preview.title')}>
        <EmptyNote>{words('preview.empty')}</EmptyNote>
      </Panel>
    )
  const locale = letterLocale(languages, reader, fallbackLocale)
  const { view, isDark, isNamed } = sample
  return (
    <Panel title={words('preview.title')}>
      <Later until={<div className={styles['soon']} />}>
        <SampleChoice sample={{ ...sample, locale: reader }} onChange={setSample} schedule={campaign.schedule} />
        {locale === null ? (
          <EmptyNote>{words('preview.noLetter', { language: languageName(reader) })}</EmptyNote>
        ) : (
          <>
            {locale !== reader && (
              <p className="hint">
                {words('preview.fallback', { language: languageName(reader), other: languageName(locale) })}
              </p>
            )}
            <InboxLine
              campaignId={campaign.id}
              revision={revision}
              locale={locale}
              preheader={contents[locale]?.preheader}
            />
            <LetterFrame
              campaignId={campaign.id}
              revision={revision}
              locale={locale}
              view={view}
              isDark={isDark}
              isNamed={isNamed}
            />
          </>
        )}
      </Later>
    </Panel>
  )
}

type SampleChoiceProps = {
  readonly sample: Sample & { readonly locale: Locale }
  readonly onChange: (sample: Sample) => void
  readonly schedule: FullCampaign['schedule']
}

function SampleChoice({ sample, onChange, schedule }: SampleChoiceProps) {
  const words = useWords()
  const ours = useOrganisationZone()
  const zone = sample.zone ?? ours
  return (
    <>
      <div className={styles['bar']}>
        <SegmentedControl
          aria-label={words('preview.language')}
          data={locales.map((value) => ({ value, label: languageName(value) }))}
          value={sample.locale}
          onChange={(chosen) => onChange({ ...sample, locale: locales.find((known) => known === chosen) ?? null })}
        />
        <SegmentedControl
          aria-label={words('preview.view')}
          data={views.map((value) => ({ value, label: words(`preview.views.${value}`) }))}
          value={sample.view}
          onChange={(chosen) => onChange({ ...sample, view: views.find((known) => known === chosen) ?? 'phone' })}
        />
        <Switch
          label={words('preview.dark')}
          checked={sample.isDark}
          onChange={({ currentTarget }) => onChange({ ...sample, isDark: currentTarget.checked })}
          disabled={sample.view === 'text'}
        />
        <Switch
          label={words('preview.named')}
          checked={sample.isNamed}
          onChange={({ currentTarget }) => onChange({ ...sample, isNamed: currentTarget.checked })}
        />
        <Select
          label={words('preview.zone')}
          data={Intl.supportedValuesOf('timeZone')}
          value={zone}
          onChange={(chosen) => onChange({ ...sample, zone: chosen })}
          searchable
          allowDeselect={false}
        />
      </div>
      <Arrival schedule={schedule} zone={zone} />
    </>
  )
}

const kilobyte = 1024

type InboxLineProps = {
  readonly campaignId: string
  readonly revision: number
  readonly locale: Locale
  readonly preheader: string | undefined
}

/** How it stands in the list of mails of a phone, and how large it is. */
function InboxLine({ campaignId, revision, locale, preheader = '' }: InboxLineProps) {
  const words = useWords()
  const { data } = useQuery(letterQuery(campaignId, revision, locale))
  if (data === undefined) return null
  const size = Math.ceil(data.htmlBytes / kilobyte)
  const limit = Math.floor(limits.letterBytesMax / kilobyte)
  return (
    <>
      <div className={styles['inbox']} lang={locale}>
        <b>{data.subject}</b>
        <span>{preheader}</span>
      </div>
      <p className={`hint ${styles['notes']}`}>{words('preview.size', { size, limit })}</p>
    </>
  )
}
