import { describe, expect, test } from 'vitest'
import issueFile from '#content/issues' with { type: 'json' }
import { differingFacts } from '#domain/differing-facts'
import { issueSchema } from '#domain/issue'
import { sampleBrief } from '#emails/previews/letter-samples'
import { wordsOf } from './markup.ts'
import { sendLetter } from './sample-letters.ts'

const issues = issueSchema.array().parse(issueFile)
const cases = issues.flatMap(({ id }) => (['en', 'ko'] as const).map((locale) => ({ id, locale })))

const disputed = { en: 'disputed', ko: '이견 있음' }
const estimates = {
  'ECO-01': { en: 'a range of estimates', ko: '추정이 엇갈림' },
  'CNT-15': { en: 'between 1,000 and 2,000', ko: '1,000에서 2,000 사이' },
}

test('there are twelve briefs', () => {
  expect(issues).toHaveLength(12)
})

describe.each(cases)('the brief $id in $locale', ({ id, locale }) => {
  const input = sampleBrief(id, locale)
  const printed = async () => {
    const { html, text } = await sendLetter(input)
    return [wordsOf(html), text].map(dense)
  }

  test('stays below 60 kB', async () => {
    expect(new TextEncoder().encode((await sendLetter(input)).html).length).toBeLessThan(60_000)
  })

  test('prints the date and the source of every fact that it cites, in both parts', async () => {
    expect(input.facts.length).toBeGreaterThan(4)
    const pieces = input.facts.flatMap(({ asOfLabel, publisher, author, sourceTitle }) =>
      [asOfLabel[locale], publisher, author, sourceTitle].filter((piece) => piece !== null),
    )
    for (const part of await printed()) expect(pieces.filter((piece) => !part.includes(dense(piece)))).toEqual([])
  })

  test('says of every disputed figure and of every estimate what it is', async () => {
    const qualified = input.facts.flatMap((fact) => {
      if (fact.certainty === 'disputed') return [disputed[locale]]
      return fact.certainty === 'range' ? [estimates[fact.id as keyof typeof estimates][locale]] : []
    })
    for (const part of await printed()) expect(qualified.filter((words) => !part.includes(dense(words)))).toEqual([])
  })

  test('sets what contradicts each other side by side, and has such facts where it promises them', async () => {
    const differing = differingFacts(input.facts)
    const shown = issues.find((issue) => issue.id === id)?.shownConflicts ?? []
    expect(new Set(differing.flat().map((fact) => fact.id))).toEqual(new Set(shown.flat()))
    const statements = differing.map((group) => group.map(({ statement }) => dense(statement[locale])))
    for (const part of await printed()) {
      for (const [first, ...others] of statements) {
        let at = part.indexOf(first ?? '')
        expect(at).toBeGreaterThan(0)
        for (const statement of others) {
          const next = part.indexOf(statement, at)
          // Nothing but dates and sources stands between them.
          expect(next - at).toBeGreaterThan(0)
          expect(next - at).toBeLessThan(400)
          at = next
        }
      }
    }
  })
})

function dense(part: string): string {
  return part.replace(/[\s\u2060\u00a0]/g, '').toLowerCase()
}
