import { describe, expect, test } from 'vitest'
import { Problem } from '../../console/problem.ts'
import { beginLanguage, emptyDraft, type Draft } from '../../console/screens/campaigns/write/draft.ts'
import { DraftKeeper, type StoredDraft } from '../../console/screens/campaigns/write/draft-keeper.ts'

const words = (change: object = {}): Draft => ({
  ...emptyDraft,
  contents: {
    en: { ...beginLanguage(undefined), subject: 'A day', preheader: 'One thing.', title: 'A day', ...change },
  },
})

const unreachable = new Problem({ status: 0, code: 'unreachable', title: '', detail: '', errors: [] })
const outdated = new Problem({ status: 409, code: 'revision-outdated', title: '', detail: '', errors: [] })
const at = Temporal.Instant.from('2026-05-13T04:00:00Z')

/** A keeper on a server that has version 1, with what the server was asked to save. */
function keep({ theirs = { draft: words(), number: 2, author: 'Theo' } }: { theirs?: StoredDraft } = {}) {
  const saved: { draft: Draft; basedOn: number }[] = []
  const refusals: Error[] = []
  const due = new Set<() => void>()
  const keeper = new DraftKeeper({
    stored: { draft: words(), number: 1, author: 'Mina' },
    save: (draft, basedOn) => {
      const refusal = refusals.shift()
      if (refusal) return Promise.reject(refusal)
      saved.push({ draft, basedOn })
      return Promise.resolve(basedOn + 1)
    },
    load: () => Promise.resolve(theirs),
    now: () => at,
    after: (_milliseconds, act) => {
      due.add(act)
      return () => void due.delete(act)
    },
  })
  /** Lets the time come for what waits now. */
  const passOnce = async (): Promise<void> => {
    const acts = [...due]
    due.clear()
    for (const act of acts) act()
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  /** Lets time pass until nothing waits. */
  const pass = async (): Promise<void> => {
    while (due.size > 0) await passOnce()
  }
  return { keeper, saved, refusals, passOnce, pass }
}

describe('a draft that is typed', () => {
  test('is saved once the typing pauses, and once for all of it', async () => {
    const { keeper, saved, pass } = keep()
    keeper.change(words({ title: 'A d' }))
    keeper.change(words({ title: 'A day for all' }))
    expect([saved, keeper.read().state.kind]).toEqual([[], 'waiting'])
    await pass()
    expect(saved.map(({ draft, basedOn }) => [draft.contents.en?.title, basedOn])).toEqual([['A day for all', 1]])
    expect(keeper.read()).toMatchObject({ number: 2, state: { kind: 'saved', at } })
    expect(keeper.isDirty).toBe(false)
  })

  test('is not sent while a part is empty without which no letter is taken, and names it', async () => {
    const { keeper, saved, pass } = keep()
    keeper.change(words({ subject: ' ' }))
    await pass()
    expect(saved).toEqual([])
    expect(keeper.read().state).toEqual({ kind: 'incomplete', missing: [{ locale: 'en', part: 'subject' }] })
    expect(await keeper.flush()).toBe(false)
  })

  test('is tried again after the line was lost, and nothing of it is lost', async () => {
    const { keeper, saved, refusals, passOnce, pass } = keep()
    refusals.push(unreachable, unreachable)
    keeper.change(words({ title: 'Kept' }))
    await passOnce()
    expect([keeper.read().state.kind, keeper.isDirty]).toEqual(['failed', true])
    await pass()
    expect(saved.map(({ draft }) => draft.contents.en?.title)).toEqual(['Kept'])
    expect(keeper.read().state.kind).toBe('saved')
  })
})

describe('two people on the same draft', () => {
  test('keep both when they changed different parts', async () => {
    const { keeper, saved, refusals, pass } = keep({
      theirs: { draft: words({ preheader: 'Theirs.' }), number: 2, author: 'Theo' },
    })
    refusals.push(outdated)
    keeper.change(words({ title: 'Mine' }))
    await pass()
    expect(saved).toEqual([{ draft: words({ title: 'Mine', preheader: 'Theirs.' }), basedOn: 2 }])
    expect(keeper.read()).toMatchObject({
      epoch: 1,
      taken: { author: 'Theo', parts: [{ locale: 'en', part: 'preheader' }] },
    })
  })

  test('are asked when they changed the same, and nothing is saved until somebody chose', async () => {
    const theirs = { draft: words({ title: 'Theirs' }), number: 2, author: 'Theo' }
    const { keeper, saved, refusals, pass } = keep({ theirs })
    refusals.push(outdated)
    keeper.change(words({ title: 'Mine' }))
    await pass()
    const conflicts = [{ locale: 'en', part: 'title' }] as const
    expect(keeper.read()).toMatchObject({
      state: { kind: 'conflict', conflicts, theirs },
      draft: words({ title: 'Mine' }),
    })
    keeper.change(words({ title: 'Mine again' }))
    await pass()
    expect(saved).toEqual([])
    keeper.settle(conflicts, 'mine')
    await pass()
    expect(saved).toEqual([{ draft: words({ title: 'Mine again' }), basedOn: 2 }])
  })

  test('go on being asked when a third version comes before the choice', async () => {
    const theirs = { draft: words({ title: 'Theirs' }), number: 2, author: 'Theo' }
    const { keeper, saved, refusals, pass } = keep({ theirs })
    refusals.push(outdated)
    keeper.change(words({ title: 'Mine' }))
    await pass()
    keeper.takeIn({ draft: words({ title: 'Theirs', subject: 'Their subject' }), number: 3, author: 'Theo' })
    await pass()
    expect(saved).toEqual([])
    expect(keeper.read()).toMatchObject({
      number: 3,
      draft: words({ title: 'Mine', subject: 'Their subject' }),
      state: { kind: 'conflict', conflicts: [{ locale: 'en', part: 'title' }] },
    })
  })

  test('take what the other wrote without a new version, where that is chosen', async () => {
    const theirs = { draft: words({ title: 'Theirs' }), number: 2, author: 'Theo' }
    const { keeper, saved, refusals, pass } = keep({ theirs })
    refusals.push(outdated)
    keeper.change(words({ title: 'Mine' }))
    await pass()
    keeper.settle([{ locale: 'en', part: 'title' }], 'theirs')
    await pass()
    expect([saved, keeper.read().draft, keeper.read().state.kind]).toEqual([[], words({ title: 'Theirs' }), 'saved'])
  })

  test('are asked before anything is saved that was about to be', async () => {
    const { keeper, saved, pass } = keep()
    keeper.change(words({ title: 'Mine' }))
    keeper.takeIn({ draft: words({ title: 'Theirs' }), number: 2, author: 'Theo' })
    await pass()
    expect([saved, keeper.read().state.kind]).toEqual([[], 'conflict'])
  })

  test('keep a language in which one of them wrote and which the other took out, until somebody chose', async () => {
    const both = (title: string): Draft => {
      const { en } = words().contents
      return en === undefined ? words() : { ...words(), contents: { en, ko: { ...en, title } } }
    }
    const { keeper, saved, pass } = keep()
    keeper.takeIn({ draft: both('A day'), number: 2, author: 'Theo' })
    keeper.change(both('Mine'))
    keeper.takeIn({ draft: words(), number: 3, author: 'Theo' })
    await pass()
    expect(keeper.read()).toMatchObject({
      draft: both('Mine'),
      state: { kind: 'conflict', conflicts: [{ locale: 'ko', part: 'title' }] },
    })
    keeper.settle([{ locale: 'ko', part: 'title' }], 'theirs')
    await pass()
    expect([saved, keeper.read().draft.contents]).toEqual([[], words().contents])
  })
})

describe('a translation that is said to be in step', () => {
  const title = { locale: 'ko', part: 'title' } as const
  const body = { locale: 'ko', part: 'body' } as const

  test('is saved, and is said no longer once its part changes in any language', async () => {
    const { keeper, saved, pass } = keep()
    keeper.sayInStep(title, true)
    keeper.sayInStep(body, true)
    await pass()
    const { en } = words({ title: 'Another day' }).contents
    keeper.changeLanguage('en', en)
    await pass()
    expect(saved.map(({ draft }) => draft.inStep)).toEqual([[title, body], [body]])
    keeper.sayInStep(body, false)
    expect(keeper.read().draft.inStep).toEqual([])
  })

  test('is put together with what somebody else says, but not of words that they changed', () => {
    const { keeper } = keep()
    keeper.sayInStep(title, true)
    keeper.takeIn({ draft: { ...words({ title: 'Theirs' }), inStep: [body] }, number: 2, author: 'Theo' })
    expect(keeper.read().draft.inStep).toEqual([body])
  })

  test('is not said again by somebody who took it back', () => {
    const { keeper } = keep()
    keeper.takeIn({ draft: { ...words(), inStep: [title, body] }, number: 2, author: 'Theo' })
    keeper.sayInStep(title, false)
    keeper.takeIn({ draft: { ...words({ subject: 'Theirs' }), inStep: [title, body] }, number: 3, author: 'Theo' })
    expect(keeper.read().draft.inStep).toEqual([body])
  })
})

describe('a language that is taken out', () => {
  test('is no language to fall back to any more', async () => {
    const { keeper, saved, pass } = keep()
    const { en } = words().contents
    keeper.changeLanguage('ko', en)
    keeper.change({ ...keeper.read().draft, fallbackLocale: 'ko' })
    keeper.removeLanguage('ko')
    expect(keeper.read().draft).toEqual(words())
    await pass()
    expect(saved).toEqual([])
  })
})
