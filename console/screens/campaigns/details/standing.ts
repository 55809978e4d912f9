import { useQuery } from '@tanstack/react-query'
import { mayRole, type Permission } from '#domain/staff'
import { meQuery } from '../../../queries.ts'
import type { FullCampaign } from '../campaign-queries.ts'

/** Whether what a letter is can still change: until the first mail can have left. */
export function isEditable({ releasedAt, cancelledAt }: FullCampaign): boolean {
  return releasedAt === null && cancelledAt === null
}

/** Whether whoever is signed in has a permission; false until that is known. */
export function useMay(permission: Permission): boolean {
  const { data: me } = useQuery(meQuery)
  return me !== undefined && mayRole(me.role, permission)
}
