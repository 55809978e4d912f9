import '@mantine/tiptap/styles.layer.css'
import { Button, Modal, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { locales, type Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { LinkButton } from '../../../parts/link-button.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useWords } from '../../../words.tsx'
import { historyQuery, type FullCampaign } from '../campaign-queries.ts'
import { useCampaign } from '../use-campaign.ts'
import { BlockPair } from './block-pair.tsx'
import { Collision } from './collision.tsx'
import { beginLanguage, languagesOf, letterParts } from './draft.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { sourceLocale } from './drift.ts'
import { History } from './history.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { SaveMark } from './save-mark.tsx'
import { SourceChoice } from './source-choice.tsx'
import { TestLetter } from './test-letter.tsx'
import { useDraftKeeper } from './use-draft-keeper.ts'
import styles from './write.module.css'

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
  const { draft, state, epoch } = kept
  const languages = languagesOf(draft.contents)
  const changes = history?.changes ?? []
  const source = sourceLocale(changes, languages, chosenSource)
  return (
    <>
      <div className={styles['bar']}>
        <SaveMark state={state} onRetry={() => void keeper.flush()} />
        <div className={styles['acts']}>
          {kept.number > 1 && <History campaign={campaign} kept={kept} onRestore={(older) => keeper.replace(older)} />}
          {kept.number > 0 && <TestLetter campaignId={campaign.id} onBefore={() => keeper.flush()} />}
          <LinkButton to="/campaigns/$campaignId/check" params={{ campaignId: campaign.id }}>
            {words('write.toCheck')}
          </LinkButton>
        </div>
      </div>
      <Collision keeper={keeper} kept={kept} />
      <div className={styles['composer']}>
        <section className={styles['sheet']} aria-label={words('write.letter')}>
          <LanguageHeads languages={languages} keeper={keeper} source={source} onSource={setSource} />
          {languages.length > 0 &&
            letterParts.map((part) => (
              <BlockPair
                key={part}
                part={part}
                contents={draft.contents}
                languages={languages}
                source={source}
                changes={changes}
                epoch={epoch}
                onChange={(locale, content) => keeper.changeLanguage(locale, content)}
              />
            ))}
        </section>
        <div className={styles['aside']}>
          <PreviewPanel campaignId={campaign.id} revision={kept.number} languages={languages} />
        </div>
      </div>
      <LeaveQuestion blocker={blocker} />
    </>
  )
}

type HeadsProps = {
  readonly languages: readonly Locale[]
  readonly keeper: DraftKeeper
  readonly source: Locale
  readonly onSource: (locale: Locale) => void
}

function LanguageHeads({ languages, keeper, source, onSource }: HeadsProps) {
  const words = useWords()
  const missing = locales.filter((locale) => !languages.includes(locale))
  const begin = (locale: Locale): void =>
    keeper.changeLanguage(locale, beginLanguage(keeper.read().draft.contents[source]))
  return (
    <div className={styles['heads']}>
      {languages.length === 0 && <p>{words('write.empty')}</p>}
      <div className={styles['two']}>
        {languages.map((locale) => (
          <div key={locale} lang={locale}>
            <b>{languageName(locale)}</b>
          </div>
        ))}
      </div>
      {languages.length > 1 && <SourceChoice languages={languages} source={source} onSource={onSource} />}
      {missing.map((locale) => (
        <Button key={locale} variant="default" onClick={() => begin(locale)}>
          {words('write.begin', { language: languageName(locale) })}
        </Button>
      ))}
    </div>
  )
}

function LeaveQuestion({ blocker }: { readonly blocker: ReturnType<typeof useDraftKeeper>['blocker'] }) {
  const words = useWords()
  if (blocker.status !== 'blocked') return null
  return (
    <Modal opened onClose={blocker.reset} title={words('write.leave.title')}>
      <Text>{words('write.leave.detail')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button color="plum" variant="default" onClick={blocker.proceed}>
          {words('write.leave.go')}
        </Button>
        <Button onClick={blocker.reset} data-autofocus>
          {words('write.leave.stay')}
        </Button>
      </Group>
    </Modal>
  )
}
