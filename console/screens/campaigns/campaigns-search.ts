import { campaignStatuses, type CampaignStatus } from '#domain/campaign'
import { readWords } from '../../parts/search-words.ts'

/** What the list of letters shows, the statuses with commas; all of it can be linked. */
export type CampaignsSearch = { readonly status?: string; readonly q?: string }

/** Reads the search of the address; what is no status is dropped. */
export function readCampaignsSearch(search: Readonly<Record<string, unknown>>): CampaignsSearch {
  const statuses = statusesIn(typeof search['status'] === 'string' ? search['status'] : '')
  return { ...(statuses.length > 0 && { status: statuses.join(',') }), ...readWords(search) }
}

/** The statuses that an address names, each once and in their usual order. */
export function statusesIn(list = ''): readonly CampaignStatus[] {
  const named = list.split(',')
  return campaignStatuses.filter((known) => named.includes(known))
}
