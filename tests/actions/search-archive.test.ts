import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveReleasedLetters } from '#actions/archive-released-letters'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { searchArchive, type ArchiveRequest } from '#actions/search-archive'
import { updateCampaign } from '#database/campaign-queries'
import { listArchivedLetters } from '#database/letter-queries'
import { archivedLetters } from '#database/tables'
import { isFound, readLetterQuery, searchableWords } from '#domain/letter-search'
import { limits } from '#domain/limits'
import { addArchivedLetter } from '../support/archive.ts'
import { approve, assembleTeam, draftCampaign, realContents } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  const { world } = testWorld
  await assembleTeam(world)
  await addArchivedLetter(world, {
    slug: 'resolution',
    releasedAt: '2024-12-31T16:00:00Z',
    texts: {
      en: { title: 'The vote', body: 'A resolution on human rights was adopted.' },
      ko: { title: '표결', body: '북한 인권 결의안이 채택되었습니다.' },
    },
    topics: ['un-watch'],
  })
  await addArchivedLetter(world, {
    slug: 'schools',
    releasedAt: '2025-03-01T00:00:00Z',
    texts: { ko: { title: '학교', body: '아이들이 배우는 곳입니다.' } },
  })
  await addArchivedLetter(world, {
    slug: 'winter',
    releasedAt: '2026-01-10T00:00:00Z',
    texts: { en: { title: 'Winter', body: 'Rights, and the cold.' } },
  })
})

afterAll(() => testWorld.close())

const ask = async (request: Partial<ArchiveRequest>) =>
  searchArchive(testWorld.world, { typed: '', topic: null, year: null, after: null, locale: 'en', ...request })

const slugs = async (request: Partial<ArchiveRequest>) => (await ask(request)).letters.map(({ slug }) => slug)

describe('the archive', () => {
  test('is listed newest first, with the years and topics that there are', async () => {
    const { letters, next, topics, years } = await ask({})
    expect(letters.map(({ slug }) => slug)).toEqual(['winter', 'schools', 'resolution'])
    expect(letters[2]?.titles).toEqual({ en: 'The vote', ko: '표결' })
    expect(next).toBeNull()
    expect(topics.map(({ id }) => id)).toEqual(['un-watch'])
    expect(years).toEqual([2026, 2025])
  })

  test.each([
    [{ typed: 'rights' }, ['winter', 'resolution']],
    [{ typed: '인권' }, ['resolution']],
    [{ typed: '북한인권' }, ['resolution']],
    [{ typed: 'rights cold' }, ['winter']],
    [{ typed: 'rights', year: 2025 }, ['resolution']],
    [{ typed: 'nothing of the kind' }, []],
    [{ typed: '?!' }, []],
    [{ topic: 'un-watch' }, ['resolution']],
    [{ topic: 'no-such-topic' }, []],
    // On the organisation's calendar: in Seoul it was the new year already.
    [{ year: 2025 }, ['schools', 'resolution']],
    [{ year: 2024 }, []],
    [{ after: 'winter' }, ['schools', 'resolution']],
    [{ after: 'no-such-letter' }, []],
  ])('is asked for %j', async (request, found) => expect(await slugs(request)).toEqual(found))

  test('goes on after a letter that is withheld as after one that there is not', async () => {
    const { database, now } = testWorld.world
    const [schools] = await listArchivedLetters(database, { after: 'winter' }, 1)
    const id = schools?.letters[0]?.campaignId ?? ''
    expect(await slugs({ after: 'schools' })).toEqual(['resolution'])
    await updateCampaign(database, id, { withheldAt: now() })
    expect([await slugs({}), await slugs({ after: 'schools' })]).toEqual([['winter', 'resolution'], []])
    await updateCampaign(database, id, { withheldAt: null })
  })

  test('marks what was found, in the language of the reader where it stands there', async () => {
    const inKorean = (await ask({ typed: '결의안', locale: 'en' })).letters[0]?.found
    expect(inKorean).toMatchObject({ locale: 'ko' })
    expect(inKorean?.excerpt.filter(({ isFound: found }) => found)[0]?.text).toBe('결의안')
    expect((await ask({ typed: 'vote' })).letters[0]?.found?.title).toEqual([
      { text: 'The ', isFound: false },
      { text: 'vote', isFound: true },
    ])
  })
})

test('the database finds what the domain finds', async () => {
  const { world } = testWorld
  const rows = await world.database.select().from(archivedLetters)
  const word = fc.oneof(
    fc.constantFrom(...rows.flatMap(({ words }) => words.trim().split(' '))),
    fc.string({
      unit: fc.constantFrom('인', '권', '북', '한', '결', '의', 'a', '%', '_', 'r', 'e', ' '),
      minLength: 1,
      maxLength: 4,
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), async (typed) => {
      const query = readLetterQuery(typed.join(' '))
      fc.pre(query !== null)
      const expected = new Set(rows.filter(({ words }) => isFound(words, query)).map(({ campaignId }) => campaignId))
      const found = await listArchivedLetters(world.database, { query }, limits.pageSizeMax)
      expect(new Set(found.map(({ letters }) => letters[0]?.campaignId))).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

test('a long archive is read page by page, each letter once', async () => {
  await using testOther = await createTestWorld()
  const { world } = testOther
  const texts = {
    en: { title: 'One of many', body: 'The same.' },
    ko: { title: '여럿 중 하나', body: '같은 글입니다.' },
  }
  const all = Array.from({ length: 2 * limits.archivePageSize + 3 }, (_, index) => `letter-${index}`)
  // Some of them left at the very same instant.
  for (const [index, slug] of all.entries()) {
    await addArchivedLetter(world, {
      slug,
      releasedAt: `2026-01-${String(1 + (index >> 2)).padStart(2, '0')}T00:00:00Z`,
      texts,
    })
  }
  const read: string[] = []
  let after: string | null = null
  do {
    const page = await searchArchive(world, { typed: 'same', topic: null, year: null, after, locale: 'en' })
    read.push(...page.letters.map(({ slug }) => slug))
    after = page.next
  } while (after !== null)
  expect(read.toSorted()).toEqual(all.toSorted())
})

test('a letter is in the archive with its release, and one from before is put there once', async () => {
  await using testOther = await createTestWorld()
  const { world, clock } = testOther
  const team = await assembleTeam(world)
  await addReader(world)
  await addReader(world, { locale: 'ko' })
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  const read = () => world.database.select().from(archivedLetters).orderBy(archivedLetters.locale)
  expect(await read()).toEqual([])
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  const rows = await read()
  expect(rows.map(({ locale, title }) => [locale, title])).toEqual([
    ['en', realContents.en?.title],
    ['ko', realContents.ko?.title],
  ])
  expect(rows[0]?.words).toContain(searchableWords(realContents.en?.keyFigure?.label ?? ''))
  await world.database.delete(archivedLetters)
  await archiveReleasedLetters(world.database)
  await archiveReleasedLetters(world.database)
  expect(await read()).toEqual(rows)
})
