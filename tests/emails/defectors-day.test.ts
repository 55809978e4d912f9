import { describe, expect, test } from 'vitest'
import ledger from '#content/facts' with { type: 'json' }
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import { factSchema } from '#domain/fact'
import { factIdsOf, letterContentsSchema } from '#domain/letter'

const letters = letterContentsSchema.parse(defectorsDay)
const facts = new Map(
  factSchema
    .array()
    .parse(ledger)
    .map((fact) => [fact.id, fact]),
)

describe.each(['en', 'ko'] as const)('the letter for Defectors’ Day in %s', (locale) => {
  const letter = letters[locale]
  if (letter === undefined) throw new Error(`No letter in ${locale}`)
  const cited = factIdsOf(letter)

  test('cites facts that the ledger holds', () => {
    expect(cited.filter((id) => !facts.has(id))).toEqual([])
    expect(cited.length).toBeGreaterThan(8)
  })

  test('sets no two facts side by side that conflict', () => {
    expect(cited.filter((id) => facts.get(id)?.conflictsWith.some((other) => cited.includes(other)))).toEqual([])
  })

  test('names neither the country nor the cause where a locked phone shows it', () => {
    expect(`${letter.subject} ${letter.preheader}`).not.toMatch(
      /Korea|North|defector|refugee|rights|북|남한|한국|탈|난민|인권/i,
    )
  })

  test('prints the figures that the ledger holds', () => {
    const printed = [letter.keyFigure, ...letter.figures].flatMap((figure) => (figure === null ? [] : [figure]))
    const wrong = printed.filter(
      ({ factId, figure }) => !facts.get(factId)?.statement.en.includes(figure.replace('%', '')),
    )
    expect(wrong).toEqual([])
    expect(printed.map(({ figure }) => figure)).toEqual(['34,537', '62.1%', '18.4%', '29.1%'])
  })

  test('says no number that its facts do not hold', () => {
    const known = cited.map((id) => JSON.stringify(facts.get(id))).join(' ')
    const said = JSON.stringify([letter.summary, letter.body, letter.figures]).replace(
      /"factId":"[^"]*"|"level":\d/g,
      '',
    )
    const numbers = [...new Set(said.match(/\d[\d,.]*\d|\d/g))]
    expect(numbers.length).toBeGreaterThan(8)
    expect(numbers.filter((number) => !known.includes(number))).toEqual([])
  })
})

test('both languages rest on the same facts, in the same order', () => {
  const { en, ko } = letters
  expect(en && factIdsOf(en)).toEqual(ko && factIdsOf(ko))
})
