import { describe, expect, test } from 'vitest'
import { createLetterCards, type DrawLetterCard, type LetterCard } from '#http/public/letter-cards'

const cardOf = (title: string): LetterCard => ({
  locale: 'en',
  title,
  organisation: 'New Spring Network',
  date: '14 July 2026',
})

/** Draws a picture when it is told to, and remembers what it was asked for. */
function createHand() {
  const begun: string[] = []
  const open = new Map<string, PromiseWithResolvers<Uint8Array<ArrayBuffer>>>()
  const draw: DrawLetterCard = ({ title }) => {
    begun.push(title)
    const picture = Promise.withResolvers<Uint8Array<ArrayBuffer>>()
    open.set(title, picture)
    return picture.promise
  }
  const finish = (title: string): void => open.get(title)?.resolve(new TextEncoder().encode(title))
  const fail = (title: string): void => open.get(title)?.reject(new Error('No ink.'))
  return { begun, draw, finish, fail }
}

const textOf = (picture: Uint8Array | null): string | null => picture && new TextDecoder().decode(picture)

describe('the pictures of letters', () => {
  test('are drawn one at a time, and each once for all who ask', async () => {
    const { begun, draw, finish } = createHand()
    const cards = createLetterCards(draw)
    const asked = [cards.show(cardOf('a')), cards.show(cardOf('b')), cards.show(cardOf('a'))]
    await Promise.resolve().then(() => undefined)
    expect(begun).toEqual(['a'])
    finish('a')
    expect(textOf(await Promise.race(asked))).toBe('a')
    await expect.poll(() => begun).toEqual(['a', 'b'])
    finish('b')
    expect((await Promise.all(asked)).map(textOf)).toEqual(['a', 'b', 'a'])
    expect(textOf(await cards.show(cardOf('a')))).toBe('a')
    expect(begun).toEqual(['a', 'b'])
  })

  test('are refused to those who would wait too long, while those that are there are still given', async () => {
    const { begun, draw, finish } = createHand()
    const cards = createLetterCards(draw, { waitingMax: 1 })
    const first = cards.show(cardOf('a'))
    expect(await cards.show(cardOf('b'))).toBeNull()
    await expect.poll(() => begun).toEqual(['a'])
    finish('a')
    expect(textOf(await first)).toBe('a')
    const second = cards.show(cardOf('b'))
    expect(textOf(await cards.show(cardOf('a')))).toBe('a')
    await expect.poll(() => begun).toEqual(['a', 'b'])
    finish('b')
    expect(textOf(await second)).toBe('b')
  })

  test('give way to newer ones', async () => {
    const drawn: string[] = []
    const cards = createLetterCards(
      async ({ title }) => {
        drawn.push(title)
        return new TextEncoder().encode(title)
      },
      { keptMax: 2 },
    )
    for (const title of ['a', 'b', 'c', 'c', 'b', 'a']) await cards.show(cardOf(title))
    expect(drawn).toEqual(['a', 'b', 'c', 'a'])
  })

  test('that could not be drawn are tried again, and keep no other from being drawn', async () => {
    const { begun, draw, finish, fail } = createHand()
    const cards = createLetterCards(draw)
    const [first, second] = [cards.show(cardOf('a')), cards.show(cardOf('b'))]
    await expect.poll(() => begun).toEqual(['a'])
    fail('a')
    await expect(first).rejects.toThrow('No ink.')
    await expect.poll(() => begun).toEqual(['a', 'b'])
    finish('b')
    expect(textOf(await second)).toBe('b')
    const again = cards.show(cardOf('a'))
    await expect.poll(() => begun).toEqual(['a', 'b', 'a'])
    finish('a')
    expect(textOf(await again)).toBe('a')
  })
})
