import { listTopics } from '#database/content-queries'
import { findOrganisation } from '#database/organisation-queries'
import type { Letterhead } from '#domain/mail-template'
import type { Localised } from '#domain/locale'
import type { World } from './world.ts'

/** What the public pages need to know before they can show anything. */
export type Site = {
  readonly letterhead: Letterhead
  /** Whether anybody can subscribe: not before the organisation is described, since no mail could be sent. */
  readonly isOpen: boolean
  readonly topics: readonly {
    readonly id: string
    readonly name: Localised
    readonly description: Localised
    readonly hard: boolean
  }[]
}

/** What every public page shows of the organisation, and the topics on offer. */
export async function readSite(world: World): Promise<Site> {
  const [organisation, topics] = await Promise.all([findOrganisation(world.database), listTopics(world.database)])
  return { letterhead: organisation ?? unnamedLetterhead, isOpen: organisation !== undefined, topics }
}

/** Stands in until an administrator has described the organisation; nothing can be sent before that. */
const unnamedLetterhead: Letterhead = {
  name: { en: 'Northlight', ko: 'Northlight' },
  postalAddress: { en: '', ko: '' },
  contactAddress: '',
}
