import { useQuery } from '@tanstack/react-query'
import { Panel } from '../../parts/panel.tsx'
import { organisationQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { OrganisationForm } from './organisation-form.tsx'
import { toForm } from './organisation-values.ts'

/** What the organisation says of itself, in letters and on its pages. */
export function OrganisationPart() {
  const words = useWords()
  const { data } = useQuery(organisationQuery)
  if (data === undefined) return null
  return (
    <Panel title={words('settings.part.organisation')}>
      <OrganisationForm first={toForm(data)} />
    </Panel>
  )
}
