import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CopyLine } from '../../../parts/copy-line.tsx'
import { useDates } from '../../../parts/dates.ts'
import { languageName } from '../../../parts/language-name.ts'
import { LinkButton } from '../../../parts/link-button.tsx'
import { EmptyNote, Panel, PanelRow } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { StatusMark, StatusShape } from '../../../parts/status-mark.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { useCampaign } from '../use-campaign.ts'
import { AgainPanel } from './again-panel.tsx'
import { NotesPanel } from './notes-panel.tsx'
import { TakedownPanel } from './takedown-panel.tsx'
import web from './web.module.css'
import { webCopyQuery, type WebCopy } from './web-queries.ts'
import { WithholdPanel } from './withhold-panel.tsx'

/** A letter on the web once it has left: who can see it, what was added, and how it is taken back. */
export function WebScreen() {
  const words = useWords()
  const campaign = useCampaign()
  const { data, error } = useQuery(webCopyQuery(campaign.id))
  if (campaign.releasedAt === null)
    return (
      <Panel title={words('web.title')}>
        <EmptyNote
          action={
            <LinkButton to="/campaigns/$campaignId/details" params={{ campaignId: campaign.id }} variant="default">
              {words('web.toDetails')}
            </LinkButton>
          }
        >
          {words('web.notYet')}
        </EmptyNote>
      </Panel>
    )
  if (data === undefined) return <ProblemNote error={error} />
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <PagePanel campaign={campaign} copy={data} />
        <NotesPanel campaign={campaign} notes={data.notes} />
        <Corrections copy={data} />
      </div>
      <div className={styles['stack']}>
        {campaign.takenDownAt === null && <WithholdPanel campaign={campaign} />}
        <TakedownPanel campaign={campaign} isCorrected={data.corrections.length > 0} />
        <AgainPanel campaign={campaign} />
      </div>
    </div>
  )
}

function stateOf({ takenDownAt, withheldAt }: FullCampaign): 'takenDown' | 'withheld' | 'shown' {
  if (takenDownAt !== null) return 'takenDown'
  return withheldAt === null ? 'shown' : 'withheld'
}

const shapes = { shown: 'well', withheld: 'paused', takenDown: 'cancelled' } as const

function PagePanel({ campaign, copy }: { readonly campaign: FullCampaign; readonly copy: WebCopy }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const state = stateOf(campaign)
  const { takenDownAt, withheldAt, takedownReason, releasedAt, code } = campaign
  const since = takenDownAt ?? withheldAt ?? releasedAt
  return (
    <Panel title={words('web.title')}>
      <p className={web['state']}>
        <StatusShape of={shapes[state]} />
        <b>{words(`web.state.${state}`)}</b>
        {since !== null && (
          <span className="hint">{words('account.since', { moment: dates.moment(since, zone) })}</span>
        )}
      </p>
      <p>{words(`web.means.${state}`)}</p>
      {takedownReason !== null && <p className={web['reason']}>{words('web.reason', { reason: takedownReason })}</p>}
      <div className={web['addresses']}>
        {copy.addresses.map(({ locale, url }) => (
          <div key={locale}>
            <h3>
              {copy.isShown ? (
                <a href={url} target="_blank" rel="noreferrer" lang={locale}>
                  {languageName(locale)}
                </a>
              ) : (
                <span lang={locale}>{languageName(locale)}</span>
              )}
            </h3>
            <CopyLine value={url} label={languageName(locale)} />
          </div>
        ))}
        <div>
          <h3>{words('web.code')}</h3>
          <CopyLine value={code} label={words('web.code')} />
          <p className="hint">{words('web.codeHint')}</p>
        </div>
      </div>
    </Panel>
  )
}

function Corrections({ copy: { corrections, corrects } }: { readonly copy: WebCopy }) {
  const words = useWords()
  return (
    <Panel title={words('web.corrections.title')}>
      {corrects !== null && (
        <p>
          {words.rich('web.corrections.corrects', {
            link: () => (
              <Link to="/campaigns/$campaignId/web" params={{ campaignId: corrects.id }}>
                {corrects.name}
              </Link>
            ),
          })}
        </p>
      )}
      {corrections.length === 0 && <EmptyNote>{words('web.corrections.none')}</EmptyNote>}
      {corrections.map(({ id, name, status }) => (
        <PanelRow key={id} aside={<StatusMark status={status} />}>
          <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={styles['name']}>
            {name}
          </Link>
        </PanelRow>
      ))}
    </Panel>
  )
}
