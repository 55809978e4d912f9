import type { LetterContent, LetterContents } from '#domain/letter'
import { locales, type Locale } from '#domain/locale'
import type { FullCampaign } from './campaign-queries.ts'
import { api } from '../../api.ts'
import { emptyDraft, type Draft } from './write/draft.ts'
import type { StoredDraft } from './write/draft-keeper.ts'

type ReadContents = { readonly [Name in Locale]?: LetterContent | undefined }

/** What the newest revision of a campaign says, as a composer begins from it. */
export function storedDraft({ revision }: FullCampaign): StoredDraft {
  if (revision === null) return { draft: emptyDraft, number: 0, author: '' }
  const { number, contents, audience, fallbackLocale, acknowledgedFacts, acknowledgedFindings, inStep, author } =
    revision
  return {
    draft: {
      contents: contentsOf(contents),
      audience,
      fallbackLocale,
      acknowledgedFacts,
      acknowledgedFindings,
      inStep,
    },
    number,
    author: author?.name ?? '',
  }
}

/** The languages that there are, without members for those that there are not. */
export function contentsOf(read: ReadContents): LetterContents {
  const contents: Partial<Record<Locale, LetterContent>> = {}
  for (const locale of locales) {
    const content = read[locale]
    if (content !== undefined) contents[locale] = content
  }
  return contents
}

/** Saves a draft as a new revision on top of another. @returns its number @throws Problem */
export async function saveDraft(id: string, draft: Draft, basedOn: number): Promise<number> {
  const json = {
    basedOn,
    contents: draft.contents,
    audience: draft.audience,
    fallbackLocale: draft.fallbackLocale,
    acknowledgedFacts: [...draft.acknowledgedFacts],
    acknowledgedFindings: [...draft.acknowledgedFindings],
    inStep: [...draft.inStep],
  }
  return (await (await api.campaigns[':id'].revisions.$post({ param: { id }, json })).json()).number
}
