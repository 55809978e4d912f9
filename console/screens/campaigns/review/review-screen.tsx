import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { languageName } from '../../../parts/language-name.ts'
import { BelowTheFold } from '../../../parts/later.tsx'
import { LinkButton } from '../../../parts/link-button.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useWords } from '../../../words.tsx'
import { AudienceSummary } from '../audience-summary.tsx'
import { historyQuery, revisionQuery, type FullCampaign } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { LetterFrame, type LetterView } from '../letter-frame.tsx'
import { Departure } from '../schedule/schedule-screen.tsx'
import { ZoneTimes } from '../schedule/zone-times.tsx'
import { contentsOf, storedDraft } from '../stored-draft.ts'
import { useCampaign } from '../use-campaign.ts'
import { Changes } from '../write/changes.tsx'
import { languagesOf } from '../write/draft.ts'
import { Comments } from './comments.tsx'
import { DecisionPanel } from './decision-panel.tsx'

/** A letter as whoever approves it sees it: in every language, to whom, when, and what changed since. */
export function ReviewScreen() {
  const words = useWords()
  const campaign = useCampaign()
  const { revision } = campaign
  if (revision === null)
    return (
      <Panel title={words('letter.steps.review')}>
        <EmptyNote
          action={
            <LinkButton to="/campaigns/$campaignId/write" params={{ campaignId: campaign.id }}>
              {words('letter.steps.write')}
            </LinkButton>
          }
        >
          {words('preview.empty')}
        </EmptyNote>
      </Panel>
    )
  return <Review campaign={campaign} revision={revision} />
}

const views = ['phone', 'text'] as const satisfies readonly LetterView[]

type ReviewProps = { readonly campaign: FullCampaign; readonly revision: NonNullable<FullCampaign['revision']> }

function Review({ campaign, revision }: ReviewProps) {
  const words = useWords()
  const [view, setView] = useState<(typeof views)[number]>('phone')
  const languages = languagesOf(revision.contents)
  const { schedule, releasedAt } = campaign
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <Panel
          title={words('review.letters')}
          aside={
            <SegmentedControl
              aria-label={words('preview.view')}
              data={views.map((value) => ({ value, label: words(`preview.views.${value}`) }))}
              value={view}
              onChange={(chosen) => setView(views.find((known) => known === chosen) ?? 'phone')}
            />
          }
        >
          <div className={styles['letters']}>
            {languages.map((locale) => (
              <section key={locale} aria-label={languageName(locale)}>
                <h3 lang={locale}>{languageName(locale)}</h3>
                <p className="hint" lang={locale}>
                  {revision.contents[locale]?.subject}
                </p>
                <LetterFrame campaignId={campaign.id} revision={revision.number} locale={locale} view={view} />
              </section>
            ))}
          </div>
        </Panel>
        {/* The letters alone are higher than most windows. */}
        <BelowTheFold>
          <SinceApproval campaign={campaign} />
          {releasedAt === null && schedule !== null && schedule.mode !== 'on-outcome' && (
            <Panel title={words('schedule.everyZone')}>
              <ZoneTimes campaignId={campaign.id} audience={revision.audience} schedule={schedule} />
            </Panel>
          )}
          <Comments campaignId={campaign.id} />
        </BelowTheFold>
      </div>
      <div className={styles['stack']}>
        {releasedAt === null && (
          <Panel title={words('audience.gets')}>
            <AudienceSummary
              campaignId={campaign.id}
              audience={revision.audience}
              fallbackLocale={revision.fallbackLocale}
              languages={languages}
            />
          </Panel>
        )}
        {releasedAt === null && (
          <Panel title={words('schedule.inWords')}>
            <Departure campaign={campaign} />
          </Panel>
        )}
        <DecisionPanel key={campaign.fingerprint} campaign={campaign} languages={languages} />
      </div>
    </div>
  )
}

/** What changed since somebody approved the letter last, where anything did. */
function SinceApproval({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const { id, revision, releasedAt } = campaign
  const number = revision?.number ?? 0
  const { data: history } = useQuery(historyQuery(id, number))
  const last = history?.lastApproved ?? null
  const isWanted = last !== null && last !== number && releasedAt === null
  const { data: approved } = useQuery({ ...revisionQuery(id, last ?? 0), enabled: isWanted })
  if (!isWanted || approved === undefined) return null
  const after = storedDraft(campaign).draft.contents
  return (
    <Panel
      title={words('review.changed')}
      aside={<span className="hint">{words('review.fromTo', { from: last, to: number })}</span>}
    >
      <Changes before={contentsOf(approved.contents)} after={after} />
    </Panel>
  )
}
