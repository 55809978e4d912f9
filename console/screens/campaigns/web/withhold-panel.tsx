import { Button, Group, Stack } from '@mantine/core'
import { api } from '../../../api.ts'
import { useDates } from '../../../parts/dates.ts'
import { Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import { useMay } from '../details/standing.ts'

/** Keeps a letter out of the archive, or puts it there. Either can be undone, so neither asks twice. */
export function WithholdPanel({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const mayKeep = useMay('keep-archive')
  const { id, withheldAt, releasedAt } = campaign
  const isWithheld = withheldAt !== null
  const { change } = useChange({
    send: () =>
      isWithheld
        ? api.campaigns[':id'].withheld.$delete({ param: { id } })
        : api.campaigns[':id'].withheld.$put({ param: { id } }),
    refreshes: [['campaigns']],
  })
  const moment = releasedAt === null ? 'before' : 'after'
  return (
    <Panel title={words('web.withhold.title')}>
      <Stack>
        <ProblemNote error={change.error} />
        {isWithheld && (
          <p>
            <b>{words('web.withhold.since', { moment: dates.moment(withheldAt, zone) })}</b>
          </p>
        )}
        <p>{words(isWithheld ? `web.withhold.showEffect.${moment}` : `web.withhold.effect.${moment}`)}</p>
        {mayKeep ? (
          <Group>
            <Button variant="default" loading={change.isPending} onClick={() => change.mutate(undefined)}>
              {words(isWithheld ? 'web.withhold.show' : 'web.withhold.action')}
            </Button>
          </Group>
        ) : (
          <p className="hint">{words('web.approversOnly')}</p>
        )}
      </Stack>
    </Panel>
  )
}
