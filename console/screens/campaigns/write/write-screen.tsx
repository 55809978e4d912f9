import '@mantine/tiptap/styles.layer.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { letterParts } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { sourceLocale } from '#domain/translation'
import { LeaveModal } from '../../../parts/leave-question.tsx'
import { LinkButton } from '../../../parts/link-button.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useWords } from '../../../words.tsx'
import { historyQuery, type FullCampaign } from '../campaign-queries.ts'
import { useCampaign } from '../use-campaign.ts'
import { BlockPair } from './block-pair.tsx'
import { Collision } from './collision.tsx'
import { languagesOf } from './draft.ts'
import { History } from './history.tsx'
import { LanguageHeads } from './language-heads.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { SaveMark } from './save-mark.tsx'
import { TestLetter } from './test-letter.tsx'
import { readTranslations } from './translation-state.ts'
import { useComposerKeys } from './use-composer-keys.ts'
import { useDraftKeeper } from './use-draft-keeper.ts'
import styles from './write-screen.module.css'

/** Where a letter is written, its languages side by side. */
export function WriteScreen() {
  const words = useWords()
  const campaign = useCampaign()
  if (campaign.releasedAt === null && campaign.cancelledAt === null)
    return <Composer key={campaign.id} campaign={campaign} />
  return (
    <Panel title={words('letter.steps.write')}>
      <EmptyNote
        action={
          <LinkButton to="/campaigns/$campaignId/review" params={{ campaignId: campaign.id }}>
            {words('write.readIt')}
          </LinkButton>
        }
      >
        {words('write.isOver')}
      </EmptyNote>
    </Panel>
  )
}

function Composer({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const { keeper, kept, blocker } = useDraftKeeper(campaign)
  const [chosenSource, setSource] = useState<Locale | null>(null)
  const { data: history } = useQuery({ ...historyQuery(campaign.id, kept.number), enabled: kept.number > 0 })
  const sheet = useRef<HTMLElement>(null)
  const preview = useRef<HTMLDivElement>(null)
  const save = (): void => void keeper.flush()
  useComposerKeys({ sheet, preview, onSave: save })
  const { draft, state, epoch } = kept
  const languages = languagesOf(draft.contents)
  const changes = history?.changes ?? []
  const isChosen = chosenSource !== null && languages.includes(chosenSource)
  const source = (isChosen ? chosenSource : sourceLocale(changes, languages)) ?? 'en'
  const translationsOf = readTranslations(draft, changes, source)
  return (
    <>
      <div className={styles['bar']}>
        <div className={styles['state']}>
          <SaveMark state={state} onRetry={save} />
        </div>
        <div className={styles['acts']}>
          <Button variant="default" className={styles['toPreview']} onClick={() => preview.current?.focus()}>
            {words('write.toPreview')}
          </Button>
          {kept.number > 1 && (
            <History campaign={campaign} kept={kept} onRestore={(contents) => keeper.replace(contents)} />
          )}
          {kept.number > 0 && <TestLetter campaignId={campaign.id} onBefore={() => keeper.flush()} />}
          <LinkButton to="/campaigns/$campaignId/check" params={{ campaignId: campaign.id }}>
            {words('write.toCheck')}
          </LinkButton>
        </div>
      </div>
      <Collision keeper={keeper} kept={kept} />
      <div className={styles['composer']}>
        <section ref={sheet} className={styles['sheet']} aria-label={words('write.letter')}>
          <LanguageHeads keeper={keeper} kept={kept} source={source} onSource={setSource} />
          {languages.length > 0 &&
            letterParts.map((part) => (
              <BlockPair
                key={part}
                part={part}
                contents={draft.contents}
                languages={languages}
                source={source}
                translations={translationsOf(part)}
                changes={changes}
                epoch={epoch}
                onChange={(locale, content) => keeper.changeLanguage(locale, content)}
                onSay={(locale, isInStep) => keeper.sayInStep({ locale, part }, isInStep)}
              />
            ))}
        </section>
        <div ref={preview} className={styles['aside']} tabIndex={-1}>
          <PreviewPanel campaign={campaign} draft={draft} revision={kept.number} />
        </div>
      </div>
      <LeaveModal blocker={blocker}>{words('write.leave.detail')}</LeaveModal>
    </>
  )
}
