import { expect, test } from 'vitest'
import { createLetterCardDrawer } from '#runtimes/letter-card'

const draw = createLetterCardDrawer()

// As long as a letter lets them be (`letterContentSchema`), in words as long as people write them.
const titles = {
  en: 'What the committee decided on the situation, what “noted with concern” means, and what each of us can do by the winter',
  ko: '위원회가 결의안에서 무엇을 결정했고 그 말이 우리에게 무엇을 뜻하는지 하나하나 짚어 보며 올겨울까지 저마다 할 수 있는 일을 함께 살펴보는 편지입니다',
} as const

test.each(['en', 'ko'] as const)(
  'a card in %s is a picture of the size that sites ask for, with every word on it',
  async (locale) => {
    const card = {
      locale,
      title: titles[locale],
      organisation: 'New Spring Network · 새봄네트워크',
      date: '14 July 2026',
    }
    const picture = Buffer.from(await draw(card))
    expect(picture.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630])
    expect(picture.length).toBeLessThan(150_000)
    expect(Buffer.from(await draw({ ...card }))).toEqual(picture)
    // Whatever is beyond the edge would not change the picture.
    for (const change of [{ date: '15 July 2026' }, { organisation: 'New Spring' }, { title: `${card.title}.` }]) {
      expect(Buffer.from(await draw({ ...card, ...change }))).not.toEqual(picture)
    }
  },
)

test('a card needs no signs but those of its fonts', async () => {
  const card = { locale: 'en', title: 'Signs <b>&amp;</b> 漢字 \u{1f54a}', organisation: 'é — “x”', date: '' } as const
  expect((await draw(card)).length).toBeGreaterThan(5_000)
})
