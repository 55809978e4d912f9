import { Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import { letterKinds, type LetterKind } from '#domain/mail-template'
import { api } from '../../api.ts'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import type { Campaign } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { issuesQuery } from './campaign-queries.ts'
import { slugOf } from './slug-of.ts'

const beginnings = ['blank', 'issue', 'letter'] as const

type Beginning = (typeof beginnings)[number]

/** What somebody filled in, whichever way the letter begins. */
type NewLetterForm = {
  readonly beginning: Beginning
  readonly name: string
  /** Null as long as it follows the name. */
  readonly slug: string | null
  readonly kind: LetterKind
  readonly occursOn: string
  readonly issueId: string | null
  readonly from: string | null
}

const emptyForm: NewLetterForm = {
  beginning: 'blank',
  name: '',
  slug: null,
  kind: 'observance',
  occursOn: '',
  issueId: null,
  from: null,
}

/** Asks what a new letter begins from, and opens its draft. */
export function NewLetter({
  letters,
  onClose,
}: {
  readonly letters: readonly Campaign[]
  readonly onClose: () => void
}) {
  const words = useWords()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [form, setForm] = useState(emptyForm)
  const set = (change: Partial<NewLetterForm>): void => setForm((before) => ({ ...before, ...change }))
  const begin = useMutation({
    mutationFn: () => beginLetter(form),
    meta: { showsProblem: true },
    onSuccess: async (campaignId) => {
      await client.invalidateQueries({ queryKey: ['campaigns'] })
      await navigate({ to: '/campaigns/$campaignId/write', params: { campaignId } })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    begin.mutate()
  }
  const shown = ['name', 'slug', 'kind', 'occursOn', 'issueId']
  return (
    <Modal opened onClose={onClose} title={words('letters.new')} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemNote error={begin.error} shown={shown} />
          <Radio.Group
            label={words('letters.beginWith')}
            value={form.beginning}
            onChange={(chosen) => set({ beginning: beginnings.find((known) => known === chosen) ?? 'blank' })}
          >
            <Stack gap="xs" mt="xs">
              {beginnings.map((value) => (
                <Radio key={value} value={value} label={words(`letters.begin.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Text size="sm">
            {words.rich('letters.fromCalendar', { link: (chunks) => <Link to="/calendar">{chunks}</Link> })}
          </Text>
          <NewLetterFields form={form} set={set} letters={letters} faults={faultsByField(begin.error)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words('letters.leaveIt')}
            </Button>
            <Button type="submit" loading={begin.isPending}>
              {words('letters.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type FieldsProps = {
  readonly form: NewLetterForm
  readonly set: (change: Partial<NewLetterForm>) => void
  readonly letters: readonly Campaign[]
  readonly faults: Readonly<Record<string, string>>
}

function NewLetterFields({ form, set, letters, faults }: FieldsProps) {
  const words = useWords()
  const locale = useLocale()
  const { data: library } = useQuery({ ...issuesQuery, enabled: form.beginning === 'issue' })
  const issues = (library?.entries ?? []).filter(({ retiredAt }) => retiredAt === null)
  return (
    <>
      {form.beginning === 'issue' && (
        <Select
          size="md"
          label={words('letters.issue')}
          data={issues.map(({ id, name }) => ({ value: id, label: name?.[locale] ?? id }))}
          value={form.issueId}
          onChange={(issueId) => set({ issueId, kind: 'issue-brief' })}
          error={faults['issueId']}
          searchable
        />
      )}
      {form.beginning === 'letter' && (
        <Select
          size="md"
          label={words('letters.which')}
          data={letters.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.from}
          onChange={(from) => set({ from })}
          searchable
        />
      )}
      <TextInput
        label={words('letters.name')}
        description={words('letters.nameHint')}
        value={form.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        error={faults['name']}
        data-autofocus
      />
      <TextInput
        label={words('letters.slug')}
        description={words('letters.slugHint')}
        value={form.slug ?? slugOf(form.name)}
        onChange={({ currentTarget }) => set({ slug: currentTarget.value })}
        error={faults['slug']}
      />
      <Group grow align="start">
        {form.beginning !== 'letter' && (
          <Select
            size="md"
            label={words('letters.kind')}
            data={letterKinds
              .filter((kind) => kind !== 'correction')
              .map((value) => ({ value, label: words(`kind.${value}`) }))}
            value={form.kind}
            onChange={(chosen) => set({ kind: letterKinds.find((known) => known === chosen) ?? form.kind })}
            allowDeselect={false}
            error={faults['kind']}
          />
        )}
        <TextInput
          type="date"
          label={words('letters.day')}
          value={form.occursOn}
          onChange={({ currentTarget }) => set({ occursOn: currentTarget.value })}
          error={faults['occursOn']}
        />
      </Group>
    </>
  )
}

/** @returns the id of the draft @throws Problem */
async function beginLetter({ beginning, name, slug, kind, occursOn, issueId, from }: NewLetterForm): Promise<string> {
  const address = slug ?? slugOf(name)
  if (beginning === 'letter' && from !== null) {
    const wish = {
      ...(name !== '' && { name }),
      ...(address !== '' && { slug: address }),
      ...(occursOn !== '' && { occursOn }),
    }
    return (await (await api.campaigns[':id'].clone.$post({ param: { id: from }, json: wish })).json()).id
  }
  const json = {
    name,
    slug: address,
    kind,
    occursOn: occursOn === '' ? null : occursOn,
    issueId: beginning === 'issue' ? issueId : null,
  }
  return (await (await api.campaigns.$post({ json })).json()).id
}
