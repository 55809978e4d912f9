import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seed, seededIssue } from '../../domain/support/seed.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let editor: string
let admin: string

beforeAll(async () => {
  site = await createStaffSite()
  editor = await site.as('editor')
  admin = await site.as('admin')
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const get = (path: string): Promise<Answer> => site.ask(`/api/library${path}`, { as: editor })
const put = (path: string, body: unknown, as = editor): Promise<Answer> =>
  site.ask(`/api/library${path}`, { method: 'PUT', as, body })
const versionOf = async (path: string): Promise<string> => textOf((await get(path)).json['version'])

describe('a change is refused with the field and the remedy', () => {
  const brief = () => seededIssue('trafficked-women')

  test.each<[string, string, (entry: ReturnType<typeof brief>) => unknown, string, string]>([
    [
      'an empty subject',
      'issue',
      (entry) => ({ ...entry, brief: { ...entry.brief, en: { ...entry.brief.en, subject: '' } } }),
      'entry.brief.en.subject',
      'text-empty',
    ],
    ['a topic list of nothing', 'issue', (entry) => ({ ...entry, topics: [] }), 'entry.topics', 'too-few'],
    ['a field too many', 'issue', (entry) => ({ ...entry, colour: 'blue' }), 'entry.colour', 'unknown-field'],
    [
      'languages that cite other facts',
      'issue',
      (entry) => ({ ...entry, brief: { ...entry.brief, ko: seededIssue('resettlement').brief.ko } }),
      'entry.brief',
      'facts-differ',
    ],
    ['another id', 'issue', (entry) => ({ ...entry, id: 'resettlement' }), 'entry.id', 'not-one-of'],
    ['no entry', 'issue', () => undefined, 'entry', 'missing'],
    ['a text for an entry', 'issue', () => 'text', 'entry', 'wrong-type'],
  ])('%s', async (_, kind, change, field, code) => {
    const answer = await put(`/${kind}/trafficked-women`, { basedOn: null, entry: change(brief()) })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field, code }] })
  })

  test.each<[string, string, object, string, string]>([
    [
      'a rule that falls on no day',
      'observance',
      { ...seed.observances[0], rule: { type: 'rrule', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' } },
      'entry.rule.rrule',
      'rule-form',
    ],
    [
      'a day that no month has',
      'observance',
      { ...seed.observances[0], rule: { type: 'announced', usualWindow: { from: '02-30', to: '03-04' } } },
      'entry.rule.usualWindow.from',
      'month-day-form',
    ],
    [
      'steps out of order',
      'playbook',
      { ...seed.playbooks.series[0], series: seed.playbooks.series[0]?.series.toReversed() },
      'entry.series',
      'steps-order',
    ],
  ])('%s', async (_, kind, entry, field, code) => {
    const id = kind === 'playbook' ? seed.playbooks.series[0]?.observance : seed.observances[0]?.id
    const answer = await put(`/${kind}/${id}`, { basedOn: null, entry })
    expectProblem(answer, { status: 400, code: 'input-invalid', errors: [{ field, code }] })
  })

  test('and with words in the language of whoever asks', async () => {
    const entry = { ...brief(), topics: ['weather'] }
    const basedOn = await versionOf('/issue/trafficked-women')
    const answers = await Promise.all(
      ['en', 'ko'].map((locale) =>
        site.ask('/api/library/issue/trafficked-women', {
          method: 'PUT',
          as: editor,
          body: { basedOn, entry },
          headers: { 'Accept-Language': locale },
        }),
      ),
    )
    for (const answer of answers) {
      expectProblem(answer, { status: 422, code: 'library-inconsistent', errors: [{ field: 'entry' }] })
    }
    expect(answers.map(({ json }) => json['detail'])).toEqual([
      'trafficked-women: topics: there is no topic weather. Make it first, or name one that is there.',
      'trafficked-women: topics: 주제 weather 항목이 없습니다. 먼저 만들거나 이미 있는 항목을 적어 주세요.',
    ])
  })
})

describe('an entry cannot name what is not there:', () => {
  const paragraph = (factId: string) => ({
    type: 'doc' as const,
    content: [{ type: 'paragraph' as const, content: [{ type: 'factCitation' as const, attrs: { factId } }] }],
  })
  const citing = (factId: string) => {
    const entry = seededIssue('escapee-testimony')
    entry.brief.en.summary = paragraph(factId)
    entry.brief.ko.summary = paragraph(factId)
    entry.brief.en.body = paragraph(factId)
    entry.brief.ko.body = paragraph(factId)
    return entry
  }
  const change = async (path: string, entry: unknown, as = editor): Promise<Answer> =>
    put(path, { basedOn: await versionOf(path), entry }, as)

  test('a fact', async () => {
    const answer = await change('/issue/escapee-testimony', citing('X-99'))
    expectProblem(answer, { status: 422, code: 'library-inconsistent', errors: [{ field: 'entry' }] })
    expect(answer.json['detail']).toMatch(/^escapee-testimony: brief: there is no fact X-99\./)
  })

  test('a fact that is retired', async () => {
    expect((await change('/issue/escapee-testimony', citing('ORG-02'))).status).toBe(200)
    await site.testDatabase.pool.query(`update facts set retired_at = now() where id = 'UNM-03'`)
    const answer = await change('/issue/escapee-testimony', citing('UNM-03'))
    expect(answer.json['detail']).toMatch(/there is no fact UNM-03\./)
  })

  test('an issue', async () => {
    const playbook = structuredClone(seed.playbooks.series.find(({ observance }) => observance === 'coi-anniversary'))
    for (const step of playbook?.series ?? []) if (step.kind === 'letter') step.issue = 'weather'
    const answer = await change('/playbook/coi-anniversary', playbook)
    expect(answer.json['detail']).toMatch(/^coi-anniversary: step -?\d+: issue: there is no issue weather\./)
  })

  test('what the cautions withhold', async () => {
    const cautions = { ...seed.cautions, withheldFacts: [...seed.cautions.withheldFacts, 'RUS-03'] }
    const answer = await change('/cautions/cautions', cautions, admin)
    expect(answer.json['detail']).toMatch(/^russia-route: brief: RUS-03 is kept from print by the cautions\./)
  })

  test('but what was wrong before is no reason to refuse a change that makes nothing worse', async () => {
    await site.testDatabase.pool.query(`update facts set retired_at = now() where id = 'RUS-04'`)
    const entry = seededIssue('russia-route')
    entry.brief.en.title = 'Mended'
    expect((await change('/issue/russia-route', entry)).status).toBe(200)
  })
})

describe('JSON without an end', () => {
  test('in an entry is refused in words, however deep it goes', async () => {
    const depth = 100_000
    const body = `{"basedOn":null,"entry":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expectProblem(await put('/issue/deep', body), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'entry', code: 'wrong-type' }],
    })
  })
})
