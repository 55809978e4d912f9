import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addArchivedLetter } from '../../support/archive.ts'
import { assembleTeam } from '../../support/campaigns.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

let publicApp: PublicApp

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world } = publicApp.testWorld
  await assembleTeam(world)
  await addArchivedLetter(world, {
    slug: 'both',
    releasedAt: '2026-02-01T00:00:00Z',
    texts: { en: { title: 'Signs < & > ]]>', body: 'The text itself.' }, ko: { title: '기호', body: '본문입니다.' } },
    topics: ['un-watch'],
  })
  await addArchivedLetter(world, {
    slug: 'korean',
    releasedAt: '2026-03-01T00:00:00Z',
    texts: { ko: { title: '한국어만', body: '본문입니다.' } },
  })
})

afterAll(() => publicApp.testWorld.close())

const read = async (path: string) => {
  const response = await publicApp.get(path)
  return { type: response.headers.get('Content-Type'), status: response.status, text: await response.text() }
}

describe('the JSON feed', () => {
  test('tells of the letters in a language, newest first, and leaves their text where it can be taken back', async () => {
    const { type, text } = await read('/letters/feed.json?lang=ko')
    expect(type).toBe('application/feed+json; charset=utf-8')
    expect(text).not.toContain('본문입니다')
    expect(JSON.parse(text)).toMatchObject({
      version: 'https://jsonfeed.org/version/1',
      title: '새봄네트워크의 편지',
      home_page_url: 'https://news.example.org/letters?lang=ko',
      feed_url: 'https://news.example.org/letters/feed.json?lang=ko',
      items: [
        { id: 'https://news.example.org/letters/korean?lang=ko', title: '한국어만' },
        {
          id: 'https://news.example.org/letters/both?lang=ko',
          url: 'https://news.example.org/letters/both?lang=ko',
          title: '기호',
          date_published: '2026-02-01T00:00:00.000Z',
          tags: [expect.any(String)],
        },
      ],
    })
  })

  test('is there for one topic, and in the words of the letter', async () => {
    const feed: unknown = JSON.parse((await read('/letters/feed.json?topic=un-watch&lang=en')).text)
    expect(feed).toMatchObject({ items: [{ title: 'Signs < & > ]]>' }] })
  })
})

describe('the Atom feed', () => {
  test('writes signs of markup as text', async () => {
    const { type, text } = await read('/letters/feed.atom?topic=un-watch&lang=en')
    expect(type).toBe('application/atom+xml; charset=utf-8')
    expect(text).toContain('<![CDATA[Signs &lt; &amp; &gt; ]]&gt;]]>')
    expect(text).toContain('<id>https://news.example.org/letters/feed.atom?topic=un-watch&amp;lang=en</id>')
    expect(text).toContain('<updated>2026-02-01T00:00:00.000Z</updated>')
    expect(text).not.toContain('The text itself.')
  })

  test('without a letter is a feed all the same', async () => {
    const { status, text } = await read('/letters/feed.atom?topic=days-of-remembrance')
    expect([status, text]).toEqual([200, expect.stringContaining('<updated>1970-01-01T00:00:00.000Z</updated>')])
  })
})

test.each(['no-such-topic', '%00', '..%2F', ''])('the feed of the topic %s is not there', async (topic) => {
  expect((await read(`/letters/feed.atom?topic=${topic}`)).status).toBe(404)
})

describe('crawlers', () => {
  test('are told of every letter in each of its languages', async () => {
    const { type, text } = await read('/sitemap.xml')
    expect(type).toBe('application/xml; charset=utf-8')
    const locations = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url)
    const letters = ['both?lang=en', 'both?lang=ko', 'korean?lang=ko'].map(
      (end) => `https://news.example.org/letters/${end}`,
    )
    expect(locations).toEqual(expect.arrayContaining(letters))
    expect(locations).not.toContain('https://news.example.org/letters/korean?lang=en')
    expect(text).toContain('hreflang="ko" href="https://news.example.org/letters/both?lang=ko"')
    for (const url of locations) {
      const page = await publicApp.get(new URL(url ?? '').pathname)
      // What stands in the archive alone, as in this test, has no page.
      expect([url, page.status]).toEqual([url, letters.includes(url ?? '') ? 404 : 200])
    }
  })

  test('are kept from what belongs to one person, and told where the map is', async () => {
    const { text } = await read('/robots.txt')
    expect(text).toMatch(/^User-agent: \*$/m)
    for (const path of ['/confirm/', '/preferences/', '/u/']) expect(text).toContain(`Disallow: ${path}\n`)
    expect(text).toContain('Sitemap: https://news.example.org/sitemap.xml')
  })
})
