import { Button, Group, Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { troublePolicies, type ProviderName, type TroublePolicy } from '#domain/provider'
import { api } from '../../../api.ts'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { sendingQuery, type Sending } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import type { EditProps } from './edits.ts'
import { useMay } from './standing.ts'

/** By which provider a letter goes, null for the usual one, and what it does when that one is in trouble. */
export type RouteValues = { readonly provider: ProviderName | null; readonly onProviderTrouble: TroublePolicy }

const usual = 'usual'

/** How a letter travels. It can be changed until the last batch has left, and acts before the next. */
export function MailRoute({ campaign, edit, onEdit }: EditProps<'route'>) {
  const words = useWords()
  const mayControl = useMay('control-sending')
  const { data: sending } = useQuery(sendingQuery)
  const { id, provider, onProviderTrouble, cancelledAt, finishedAt, releasedAt } = campaign
  const values = edit ?? { provider, onProviderTrouble }
  const { change, faults } = useChange({
    send: (json: RouteValues) => api.campaigns[':id'].provider.$put({ param: { id }, json }),
    refreshes: [['campaigns']],
    says: words('settings.saved'),
    onDone: () => onEdit(null),
  })
  const configured = (sending?.providers ?? []).filter(({ isConfigured }) => isConfigured)
  const isDisabled = !mayControl || cancelledAt !== null || finishedAt !== null
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(values)
  }
  return (
    <Panel title={words('details.route.title')}>
      {configured.length === 0 && <EmptyNote>{words('details.route.noneConfigured')}</EmptyNote>}
      {configured.length > 0 && (
        <form onSubmit={submit} noValidate>
          <Stack>
            <ProblemNote error={change.error} shown={['provider', 'onProviderTrouble']} />
            <ProviderChoice
              configured={configured}
              value={values.provider}
              onChange={(chosen) => onEdit({ ...values, provider: chosen })}
              error={faults['provider']}
              isDisabled={isDisabled}
            />
            <Radio.Group
              label={words('details.route.trouble')}
              value={values.onProviderTrouble}
              onChange={(chosen) =>
                onEdit({ ...values, onProviderTrouble: troublePolicies.find((known) => known === chosen) ?? 'hold' })
              }
              error={faults['onProviderTrouble']}
            >
              <Stack gap="xs" mt="xs">
                {troublePolicies.map((policy) => (
                  <Radio
                    key={policy}
                    value={policy}
                    label={words(`details.route.policy.${policy}`)}
                    description={words(`details.route.policyDoes.${policy}`)}
                    disabled={isDisabled}
                  />
                ))}
              </Stack>
            </Radio.Group>
            {configured.length === 1 && <p className="hint">{words('details.route.onlyOne')}</p>}
            {releasedAt !== null && !isDisabled && <p className="hint">{words('details.route.onItsWay')}</p>}
            {!isDisabled && (
              <Group justify="flex-end">
                <Button type="submit" disabled={edit === null} loading={change.isPending}>
                  {words('details.route.save')}
                </Button>
              </Group>
            )}
          </Stack>
        </form>
      )}
    </Panel>
  )
}

type ProviderChoiceProps = {
  readonly configured: Sending['providers']
  readonly value: ProviderName | null
  readonly onChange: (provider: ProviderName | null) => void
  readonly error: string | undefined
  readonly isDisabled: boolean
}

function ProviderChoice({ configured, value, onChange, error, isDisabled }: ProviderChoiceProps) {
  const words = useWords()
  const standing = (provider: Sending['providers'][number]): string => words(`provider.${provider.standing}`)
  const first = configured.find(({ isUsual }) => isUsual) ?? configured[0]
  return (
    <Radio.Group
      label={words('details.route.by')}
      value={value ?? usual}
      onChange={(chosen) => onChange(configured.find(({ name }) => name === chosen)?.name ?? null)}
      error={error}
    >
      <Stack gap="xs" mt="xs">
        {first !== undefined && (
          <Radio
            value={usual}
            label={words('details.route.usual', { name: words(`providerName.${first.name}`) })}
            description={standing(first)}
            disabled={isDisabled}
          />
        )}
        {configured.length > 1 &&
          configured.map((provider) => (
            <Radio
              key={provider.name}
              value={provider.name}
              label={words('details.route.always', { name: words(`providerName.${provider.name}`) })}
              description={standing(provider)}
              disabled={isDisabled}
            />
          ))}
      </Stack>
    </Radio.Group>
  )
}
