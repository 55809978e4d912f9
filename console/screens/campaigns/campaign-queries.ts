import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AudienceRule } from '#domain/audience'
import type { Locale } from '#domain/locale'
import { api } from '../../api.ts'
import type { campaignQuery } from '../../queries.ts'

/** One campaign with its newest revision. */
export type FullCampaign = Awaited<ReturnType<NonNullable<ReturnType<typeof campaignQuery>['queryFn']>>>

/** What the check finds. It reads the saved revision, so its key holds the number of it. */
export function checkQuery(id: string, revision: number, fingerprint: string | null) {
  return queryOptions({
    queryKey: ['campaigns', id, 'check', revision, fingerprint],
    queryFn: async () => (await api.campaigns[':id'].check.$get({ param: { id } })).json(),
    placeholderData: keepPreviousData,
  })
}

export type Checked = Awaited<ReturnType<NonNullable<ReturnType<typeof checkQuery>['queryFn']>>>
export type CheckFinding = Checked['findings'][number]

/** The history of a campaign: its newest page of revisions, and when each part last changed. */
export function historyQuery(id: string, revision: number) {
  return queryOptions({
    queryKey: ['campaigns', id, 'history', revision],
    queryFn: async () => (await api.campaigns[':id'].revisions.$get({ param: { id }, query: {} })).json(),
    placeholderData: keepPreviousData,
  })
}

export type PartChange = Awaited<ReturnType<NonNullable<ReturnType<typeof historyQuery>['queryFn']>>>['changes'][number]

/** What a campaign said in one revision, which never changes. */
export function revisionQuery(id: string, number: number) {
  return queryOptions({
    queryKey: ['campaigns', id, 'revisions', number],
    queryFn: async () =>
      (await api.campaigns[':id'].revisions[':number'].$get({ param: { id, number: String(number) } })).json(),
    staleTime: Infinity,
  })
}

/** What staff said to a campaign. */
export function commentsQuery(id: string) {
  return queryOptions({
    queryKey: ['campaigns', id, 'comments'],
    queryFn: async () => (await api.campaigns[':id'].comments.$get({ param: { id } })).json(),
    refetchInterval: 30_000,
  })
}

/** The letter in one language, as its subject and text part. Its HTML is shown by its own address. */
export function letterQuery(id: string, revision: number, locale: Locale, isNamed = false) {
  return queryOptions({
    queryKey: ['campaigns', id, 'letter', revision, locale, isNamed],
    queryFn: async () => {
      const answer = await api.campaigns[':id'].preview.$get({
        param: { id },
        query: { locale, format: 'json', reader: isNamed ? 'named' : 'unnamed' },
      })
      const letter: unknown = await answer.json()
      return readLetter(letter)
    },
    placeholderData: keepPreviousData,
  })
}

/** How many readers a letter would reach now. */
export function audienceQuery(id: string, audience: AudienceRule) {
  return queryOptions({
    queryKey: ['campaigns', id, 'audience', audience],
    queryFn: async () => (await api.audience.count.$post({ json: { audience, campaignId: id } })).json(),
    placeholderData: keepPreviousData,
  })
}

/** How a campaign went by language and over time. */
export function outcomeQuery(id: string) {
  return queryOptions({
    queryKey: ['campaigns', id, 'outcome'],
    queryFn: async () => (await api.campaigns[':id'].outcome.$get({ param: { id } })).json(),
  })
}

export type Outcome = Awaited<ReturnType<NonNullable<ReturnType<typeof outcomeQuery>['queryFn']>>>

const rarely = 10 * 60_000

/** The topics on offer. */
export const topicsQuery = queryOptions({
  queryKey: ['topics'],
  queryFn: async () => (await api.topics.$get()).json(),
  staleTime: rarely,
})

/** The issues from which a letter can begin. */
export const issuesQuery = queryOptions({
  queryKey: ['library', 'issue'],
  queryFn: async () => (await api.library.$get({ query: { kind: 'issue' } })).json(),
  staleTime: rarely,
})

/** Facts of the ledger by words in them. */
export function factsQuery(words: string) {
  return queryOptions({
    queryKey: ['facts', words],
    queryFn: async () => (await api.facts.$get({ query: { q: words } })).json(),
    placeholderData: keepPreviousData,
  })
}

export type LedgerFact = Awaited<ReturnType<NonNullable<ReturnType<typeof factsQuery>['queryFn']>>>['facts'][number]

/** One fact of the ledger. */
export function factQuery(factId: string) {
  return queryOptions({
    queryKey: ['facts', 'one', factId],
    queryFn: async () => (await api.facts[':factId'].$get({ param: { factId } })).json(),
    staleTime: rarely,
  })
}

/** A letter of which the JSON form is read; the route answers with other forms as well. */
export type ReadLetter = { readonly subject: string; readonly text: string; readonly htmlBytes: number }

function readLetter(letter: unknown): ReadLetter {
  const found = typeof letter === 'object' && letter !== null ? letter : {}
  const text = (name: string): string => String(Reflect.get(found, name) ?? '')
  return { subject: text('subject'), text: text('text'), htmlBytes: Number(Reflect.get(found, 'htmlBytes') ?? 0) }
}
