import { Button, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { LocalisedInput } from '../../parts/localised-input.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { meQuery, organisationQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { fromForm, type OrganisationValues } from './organisation-values.ts'
import styles from './settings.module.css'

const texts = ['name', 'postalAddress'] as const
const imprintTexts = ['legalName', 'responsible', 'hostingCountry'] as const
const shown = [
  ...[...texts, ...imprintTexts.map((name) => `imprint.${name}`)].flatMap((name) => [name, `${name}.en`, `${name}.ko`]),
  'contactAddress',
  'senderAddress',
  'timeZone',
  'imprint.securityContact',
  'imprint.encryptionKeyUrl',
  'retention.leaverDays',
  'retention.deliveryMonths',
]

type Part = {
  readonly values: OrganisationValues
  readonly set: (change: Partial<OrganisationValues>) => void
  readonly faults: Readonly<Record<string, string>>
  readonly isDisabled: boolean
}

/** The organisation as one form. What was typed stays when something of it is refused. */
export function OrganisationForm({ first }: { readonly first: OrganisationValues }) {
  const words = useWords()
  const { data: me } = useQuery(meQuery)
  const [values, setValues] = useState(first)
  const { change, faults } = useChange({
    send: (organisation: OrganisationValues) => api.organisation.$put({ json: fromForm(organisation) }),
    refreshes: [organisationQuery.queryKey, ['sender']],
    says: words('settings.saved'),
  })
  const isDisabled = me === undefined || !mayRole(me.role, 'manage-organisation')
  const part: Part = {
    values,
    faults,
    isDisabled,
    set: (some) => setValues((before) => ({ ...before, ...some })),
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(values)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} shown={shown} />
      <LetterFields {...part} />
      <PageFields {...part} />
      <KeepingFields {...part} />
      {isDisabled ? (
        <p className="hint">{words('settings.onlyAdministrators')}</p>
      ) : (
        <div className={styles['foot']}>
          <span className="hint">{words('settings.organisation.voids')}</span>
          <Button type="submit" loading={change.isPending}>
            {words('settings.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

function LetterFields({ values, set, faults, isDisabled }: Part) {
  const words = useWords()
  return (
    <>
      {texts.map((field) => (
        <LocalisedInput
          key={field}
          label={words(`settings.organisation.${field}`)}
          field={field}
          value={values[field]}
          onChange={(value) => set({ [field]: value })}
          faults={faults}
          isDisabled={isDisabled}
        />
      ))}
      <div className={styles['pairs']}>
        {(['contactAddress', 'senderAddress'] as const).map((field) => (
          <TextInput
            key={field}
            type="email"
            label={words(`settings.organisation.${field}`)}
            description={words(`settings.organisation.${field}Hint`)}
            value={values[field]}
            disabled={isDisabled}
            onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
            error={faults[field]}
          />
        ))}
      </div>
      <Select
        size="md"
        searchable
        label={words('settings.organisation.timeZone')}
        description={words('settings.organisation.timeZoneHint')}
        data={['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]}
        value={values.timeZone}
        disabled={isDisabled}
        allowDeselect={false}
        onChange={(timeZone) => timeZone !== null && set({ timeZone })}
        error={faults['timeZone']}
        nothingFoundMessage={words('palette.nothing')}
      />
    </>
  )
}

function PageFields({ values, set, faults, isDisabled }: Part) {
  const words = useWords()
  return (
    <>
      <h3>{words('settings.organisation.imprint')}</h3>
      {imprintTexts.map((field) => (
        <LocalisedInput
          key={field}
          label={words(`settings.organisation.${field}`)}
          field={`imprint.${field}`}
          value={values[field]}
          onChange={(value) => set({ [field]: value })}
          faults={faults}
          isDisabled={isDisabled}
        />
      ))}
      <div className={styles['pairs']}>
        {(['securityContact', 'encryptionKeyUrl'] as const).map((field) => (
          <TextInput
            key={field}
            label={words(`settings.organisation.${field}`)}
            description={words(`settings.organisation.${field}Hint`)}
            value={values[field]}
            disabled={isDisabled}
            onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
            error={faults[`imprint.${field}`]}
          />
        ))}
      </div>
      <TagsInput
        size="md"
        label={words('settings.organisation.embedOrigins')}
        description={words('settings.organisation.embedOriginsHint')}
        placeholder="https://www.example.org"
        value={[...values.embedOrigins]}
        disabled={isDisabled}
        onChange={(embedOrigins) => set({ embedOrigins })}
        acceptValueOnBlur
      />
    </>
  )
}

function KeepingFields({ values, set, faults, isDisabled }: Part) {
  const words = useWords()
  return (
    <>
      <h3>{words('settings.organisation.retention')}</h3>
      <div className={styles['pairs']}>
        {(['leaverDays', 'deliveryMonths'] as const).map((field) => (
          <NumberInput
            key={field}
            size="md"
            label={words(`settings.organisation.${field}`)}
            description={words(`settings.organisation.${field}Hint`)}
            min={field === 'leaverDays' ? 0 : 1}
            max={field === 'leaverDays' ? 3650 : 120}
            allowDecimal={false}
            hideControls
            value={values[field]}
            disabled={isDisabled}
            onChange={(value) => set({ [field]: Number(value) })}
            error={faults[`retention.${field}`]}
          />
        ))}
      </div>
    </>
  )
}
