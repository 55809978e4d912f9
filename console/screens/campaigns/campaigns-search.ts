import { campaignStatuses, type CampaignStatus } from '#domain/campaign'

/** What the list of letters shows; all of it can be linked. */
export type CampaignsSearch = { readonly status?: CampaignStatus | undefined; readonly q?: string | undefined }

/** Reads the search of the address; what is no status is dropped. */
export function readCampaignsSearch(search: Readonly<Record<string, unknown>>): CampaignsSearch {
  const status = campaignStatuses.find((known) => known === search['status'])
  // A search of digits alone is read as a number.
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']) : ''
  return { ...(status !== undefined && { status }), ...(q !== '' && { q }) }
}

/** Whether a letter is among those that are looked for. */
export function isFound(
  { status, name }: { readonly status: CampaignStatus; readonly name: string },
  search: CampaignsSearch,
): boolean {
  const words = (search.q ?? '').toLocaleLowerCase().split(/\s+/u)
  const haystack = name.toLocaleLowerCase()
  return (search.status === undefined || status === search.status) && words.every((word) => haystack.includes(word))
}
