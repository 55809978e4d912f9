import { useQuery } from '@tanstack/react-query'
import { organisationQuery } from '../queries.ts'
import { viewerZone } from './clock.ts'

/** The zone in which the organisation thinks; the person's own until an administrator has named one. */
export function useOrganisationZone(): string {
  const { data } = useQuery(organisationQuery)
  return data?.timeZone ?? viewerZone()
}
