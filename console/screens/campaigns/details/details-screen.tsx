import { Later } from '../../../parts/later.tsx'
import { LeaveQuestion } from '../../../parts/leave-question.tsx'
import { useWords } from '../../../words.tsx'
import styles from '../campaign.module.css'
import { storedDraft } from '../stored-draft.ts'
import { useCampaign } from '../use-campaign.ts'
import { AgainPanel } from '../web/again-panel.tsx'
import { WithholdPanel } from '../web/withhold-panel.tsx'
import { PreviewPanel } from '../write/preview-panel.tsx'
import { AboutPanel } from './about-panel.tsx'
import { useEdits } from './edits.ts'
import { EmbargoPanel } from './embargo-panel.tsx'
import { EventPanel } from './event-panel.tsx'
import { MailRoute } from './mail-route.tsx'

/** What belongs to a letter besides its words: its occasion, what it invites to, its embargo and how it travels. */
export function DetailsScreen() {
  const words = useWords()
  const campaign = useCampaign()
  const edits = useEdits()
  const { revision, event, about, releasedAt } = campaign
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <AboutPanel campaign={campaign} {...edits.of('about')} />
        <EventPanel campaign={campaign} {...edits.of('event')} />
        <EmbargoPanel campaign={campaign} {...edits.of('embargo')} />
      </div>
      <div className={styles['stack']}>
        {/* An event changes the letter without a new revision, so that its frame is made anew. */}
        <PreviewPanel
          key={JSON.stringify([event, about])}
          campaign={campaign}
          draft={storedDraft(campaign).draft}
          revision={revision?.number ?? 0}
        />
        {/* The letter above comes a moment after the screen, and would push down what stood here already. */}
        <Later until={null}>
          <MailRoute campaign={campaign} {...edits.of('route')} />
          {releasedAt === null && <WithholdPanel campaign={campaign} />}
          {releasedAt === null && <AgainPanel campaign={campaign} />}
        </Later>
      </div>
      <LeaveQuestion isTyped={edits.isDirty}>{words('details.leave')}</LeaveQuestion>
    </div>
  )
}
