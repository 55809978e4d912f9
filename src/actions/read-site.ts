import { findSite } from '#database/organisation-queries'
import type { Cause } from '#domain/cause'
import type { Letterhead } from '#domain/mail-template'
import type { World } from './world.ts'

/** What the public pages need to know before they can show anything. */
export type Site = {
  readonly letterhead: Letterhead
  /** Whether anybody can subscribe: not before the organisation is described, since no mail could be sent. */
  readonly isOpen: boolean
  /** What the letters are about. */
  readonly cause: Cause
}

/** What every public page shows of the organisation. */
export async function readSite(world: World): Promise<Site> {
  const { organisation, cause } = await findSite(world.database)
  return { letterhead: organisation ?? unnamedLetterhead, isOpen: organisation !== null, cause }
}

/** Stands in until an administrator has described the organisation; nothing can be sent before that. */
const unnamedLetterhead: Letterhead = {
  name: { en: 'Northlight', ko: 'Northlight' },
  postalAddress: { en: '', ko: '' },
  contactAddress: '',
}
