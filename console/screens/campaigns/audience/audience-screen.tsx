import { Button, Group, MultiSelect, Select, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import type { AudienceRule } from '#domain/audience'
import { locales, type Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { LinkButton } from '../../../parts/link-button.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { campaignQuery, campaignsQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import { AudienceSummary } from '../audience-summary.tsx'
import { topicsQuery, type FullCampaign } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { saveDraft, storedDraft } from '../stored-draft.ts'
import { useCampaign } from '../use-campaign.ts'
import { isSame, languagesOf, type Draft } from '../write/draft.ts'
import { ZoneCounts } from './zone-counts.tsx'

/** Whom a letter is for, with the count as it changes. */
export function AudienceScreen() {
  const words = useWords()
  const campaign = useCampaign()
  if (campaign.revision === null)
    return (
      <Panel title={words('letter.steps.audience')}>
        <EmptyNote
          action={
            <LinkButton to="/campaigns/$campaignId/write" params={{ campaignId: campaign.id }}>
              {words('letter.steps.write')}
            </LinkButton>
          }
        >
          {words('audience.first')}
        </EmptyNote>
      </Panel>
    )
  return <AudienceForm key={campaign.revision.number} campaign={campaign} />
}

type Choice = Pick<Draft, 'audience' | 'fallbackLocale'>

function AudienceForm({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const client = useQueryClient()
  const { draft, number } = storedDraft(campaign)
  const stored: Choice = { audience: draft.audience, fallbackLocale: draft.fallbackLocale }
  const [choice, setChoice] = useState(stored)
  const save = useMutation({
    mutationFn: () => saveDraft(campaign.id, { ...draft, ...choice }, number),
    meta: { showsProblem: true },
    onSuccess: async () => {
      notifications.show({ color: 'pine', message: words('audience.saved') })
      await client.invalidateQueries({ queryKey: campaignQuery(campaign.id).queryKey })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  const isChanged = !isSame(choice, stored)
  const isOpen = campaign.releasedAt === null && campaign.cancelledAt === null
  return (
    <div className={styles['columns']}>
      <Panel title={words('audience.who')}>
        <form onSubmit={submit} noValidate>
          <Stack>
            <ProblemNote error={save.error} />
            <AudienceFields choice={choice} setChoice={setChoice} campaignId={campaign.id} />
            {isChanged && campaign.approval !== null && <b>{words('calendar.move.voids')}</b>}
            <Group justify="flex-end">
              <Button type="submit" disabled={!isChanged || !isOpen} loading={save.isPending}>
                {words('audience.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Panel>
      <div className={styles['stack']}>
        <Panel title={words('audience.gets')}>
          <AudienceSummary campaignId={campaign.id} languages={languagesOf(draft.contents)} {...choice} />
        </Panel>
        <Panel title={words('audience.zones')}>
          <ZoneCounts campaignId={campaign.id} audience={choice.audience} />
        </Panel>
      </div>
    </div>
  )
}

type FieldsProps = {
  readonly campaignId: string
  readonly choice: Choice
  readonly setChoice: (choice: Choice) => void
}

function AudienceFields({ campaignId, choice, setChoice }: FieldsProps) {
  const words = useWords()
  const locale = useLocale()
  const { data: topics } = useQuery(topicsQuery)
  const { data: list } = useQuery(campaignsQuery)
  const { audience, fallbackLocale } = choice
  const set = (change: Partial<AudienceRule>): void => setChoice({ ...choice, audience: { ...audience, ...change } })
  const choose = (field: 'received' | 'notReceived', id: string | null): void => {
    const chosen = { ...audience }
    if (id === null) delete chosen[field]
    else chosen[field] = id
    setChoice({ ...choice, audience: chosen })
  }
  const topicChoices = (topics?.topics ?? []).map(({ id, name }) => ({ value: id, label: name[locale] }))
  const languageChoices = locales.map((value) => ({ value, label: languageName(value) }))
  const sent = (list?.campaigns ?? [])
    .filter(({ id, releasedAt }) => releasedAt !== null && id !== campaignId)
    .map(({ id, name }) => ({ value: id, label: name }))
  const common = { size: 'md', clearable: true, searchable: true } as const
  const toLocales = (chosen: readonly string[]): Locale[] => locales.filter((known) => chosen.includes(known))
  return (
    <>
      <MultiSelect
        {...common}
        label={words('audience.topics')}
        description={words('audience.topicsHint')}
        data={topicChoices}
        value={audience.topics}
        onChange={(chosen) => set({ topics: chosen })}
      />
      <MultiSelect
        {...common}
        label={words('audience.exceptTopics')}
        data={topicChoices}
        value={audience.exceptTopics}
        onChange={(chosen) => set({ exceptTopics: chosen })}
      />
      <MultiSelect
        {...common}
        label={words('audience.languages')}
        data={languageChoices}
        value={audience.locales}
        onChange={(chosen) => set({ locales: toLocales(chosen) })}
      />
      <MultiSelect
        {...common}
        label={words('audience.timeZones')}
        description={words('audience.timeZonesHint')}
        data={Intl.supportedValuesOf('timeZone')}
        value={audience.timeZones}
        onChange={(chosen) => set({ timeZones: chosen })}
        limit={50}
      />
      <Select
        {...common}
        label={words('audience.received')}
        data={sent}
        value={audience.received ?? null}
        onChange={(id) => choose('received', id)}
      />
      <Select
        {...common}
        label={words('audience.notReceived')}
        data={sent}
        value={audience.notReceived ?? null}
        onChange={(id) => choose('notReceived', id)}
      />
      <Select
        {...common}
        label={words('audience.fallback')}
        description={words('audience.fallbackHint')}
        data={languageChoices}
        value={fallbackLocale}
        onChange={(chosen) =>
          setChoice({ ...choice, fallbackLocale: locales.find((known) => known === chosen) ?? null })
        }
      />
    </>
  )
}
