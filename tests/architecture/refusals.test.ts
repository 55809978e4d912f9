import { expect, test } from 'vitest'
import { refusalCodes } from '#domain/refusal'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { globCode, readSource, type SourceFile } from './repository.ts'
import { isNode, parse, walkSyntax, type SyntaxNode } from './syntax.ts'

const codes: readonly string[] = refusalCodes

/** The texts that a file refuses with: in `new Refusal(…)`, and as the code of a schema’s own check. */
function refusedIn(file: SourceFile): string[] {
  const refused: string[] = []
  walkSyntax(parse(file), (node) => {
    const [first] =
      node.type === 'NewExpression' && nameOf(node['callee']) === 'Refusal' ? listOf(node['arguments']) : []
    if (first) refused.push(...textsIn(first))
    if (node.type === 'Property' && nameOf(node['key']) === 'params') refused.push(...textsIn(node))
  })
  return refused
}

function textsIn(node: SyntaxNode): string[] {
  const texts: string[] = []
  walkSyntax(node, ({ type, value }) => {
    if (type === 'Literal' && typeof value === 'string') texts.push(value)
  })
  return texts
}

function nameOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'name' in node ? node.name : null
}

function listOf(value: unknown): SyntaxNode[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

test('every code is refused with somewhere, and every refusal has a code', () => {
  const refused = new Set(globCode(['src', 'emails', 'workers']).flatMap((path) => refusedIn(readSource(path))))
  expect(codes.filter((code) => !refused.has(code))).toEqual([])
  expect([...refused].filter((code) => !codes.includes(code))).toEqual([])
})

test('every code has a title and a remedy in both languages, and no other has', () => {
  for (const catalogue of [en, ko]) {
    const problem: Readonly<Record<string, object>> = catalogue.problem
    expect(Object.keys(problem).toSorted()).toEqual([...codes].toSorted())
    expect(codes.filter((code) => Object.keys(problem[code] ?? {}).join() !== 'title,detail')).toEqual([])
  }
})

test('the search sees a code that is chosen, one of a schema, and one that is only named', () => {
  const text = `
    throw new Refusal(isShort ? 'one' : 'two', { field: 'three' })
    z.string().refine(isGood, { params: { code: 'four' } })
    refusals('five')
  `
  expect(refusedIn({ path: 'x.ts', text })).toEqual(['one', 'two', 'four'])
})
