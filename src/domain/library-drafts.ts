import { checkLetter, type HarmFinding } from './do-no-harm.ts'
import { draftBrief, draftLetter } from './draft-letter.ts'
import type { LetterContent } from './letter.ts'
import { locales, type Locale } from './locale.ts'
import type { SeedLibrary } from './seed-library.ts'

/** A letter that a library begins, in one language, before anybody has changed a word of it. */
export type LibraryDraft = {
  /** Its issue, or its observance and the day of its step, and its language: `human-rights-day -7, ko`. */
  readonly name: string
  readonly locale: Locale
  readonly issueId: string
  readonly content: LetterContent
}

/** Every letter that a library begins: the brief of each issue, and the letter of each step. */
export function draftsOf(library: SeedLibrary): LibraryDraft[] {
  const { issues, observances, playbooks, letters, cause } = library
  const briefs = issues.map((issue) => ({
    name: issue.id,
    issueId: issue.id,
    contents: draftBrief(issue, cause.links),
  }))
  const steps = playbooks.series.flatMap(({ observance: observanceId, series }) =>
    series.flatMap((step) => {
      const issue = issues.find(({ id }) => step.kind === 'letter' && id === step.issue)
      const observance = observances.find(({ id }) => id === observanceId)
      if (step.kind !== 'letter' || !issue || !observance) return []
      const contents = draftLetter({
        step,
        observance,
        issue,
        letters: new Map(Object.entries(letters)),
        purposeWords: playbooks.purposes,
        links: cause.links,
      })
      return [{ name: `${observanceId} ${step.offsetDays}`, issueId: issue.id, contents }]
    }),
  )
  return [...briefs, ...steps].flatMap(({ name, issueId, contents }) =>
    locales.flatMap((locale) => {
      const content = contents[locale]
      return content ? [{ name: `${name}, ${locale}`, locale, issueId, content }] : []
    }),
  )
}

/** What a library warns of in its own letters. It finds words, and is no guarantee. */
export function findHarm(library: SeedLibrary): { readonly draft: LibraryDraft; readonly finding: HarmFinding }[] {
  const watchList = { hashes: new Set<string>(), hash: (form: string) => form }
  return draftsOf(library).flatMap((draft) =>
    checkLetter(draft.content, {
      locale: draft.locale,
      issueId: draft.issueId,
      sendOn: null,
      cautions: library.cautions,
      watchList,
    }).map((finding) => ({ draft, finding })),
  )
}
