import { join } from 'node:path'
import { chromium as engine, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { z } from 'zod'
import { locales, type Locale } from '#domain/locale'
import type { Employee } from './join-staff.ts'
import { addressOf, consolePictures, publicPictures, type Subjects } from './pictures.ts'
import { pressNote, radioEvening } from './sample/own-letters.ts'
import type { Ending } from './story.ts'

const widths = [1280, 375] as const
const languages = { en: 'en-GB', ko: 'ko-KR' } as const satisfies Record<Locale, string>

type Shoot = {
  /** Where Chromium is. */
  readonly chromium: string
  readonly publicUrl: string
  readonly directory: string
  /** How the story ended: whose screens they are, and what there is to see. */
  readonly ending: Ending
}

/** Takes every screen and page in both languages and at both widths. @returns the names of the files */
export async function takePictures({ chromium, publicUrl, directory, ending }: Shoot): Promise<string[]> {
  const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
  const names: string[] = []
  const take = async (page: Page, name: string, url: string): Promise<void> => {
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true })
    names.push(name)
  }
  try {
    const session = await signIn(browser, publicUrl, ending.team.administrator)
    const subjects = await findSubjects(session, publicUrl, ending)
    for (const locale of locales) {
      await session.request.patch(`${publicUrl}/api/me`, { headers: { Origin: publicUrl }, data: { locale } })
      const storageState = await session.storageState()
      for (const width of widths) {
        const look = { locale: languages[locale], viewport: { width, height: 900 }, reducedMotion: 'reduce' } as const
        await using stranger = await browser.newContext(look)
        await using member = await browser.newContext({ ...look, storageState })
        const [page, screen] = [await stranger.newPage(), await member.newPage()]
        for (const [name, path] of Object.entries(publicPictures))
          await take(page, `${name}-${locale}-${width}`, publicUrl + addressOf(path, subjects))
        for (const [name, path] of Object.entries(consolePictures))
          await take(screen, `${name}-${locale}-${width}`, `${publicUrl}/console${addressOf(path, subjects)}`)
      }
    }
    return names
  } finally {
    await browser.close()
  }
}

/** A session like the one that the sign-in makes, by the second code that their app shows. */
export async function signIn(
  browser: Browser,
  publicUrl: string,
  { address, password, app }: Employee,
): Promise<BrowserContext> {
  const context = await browser.newContext()
  const post = async (path: string, data: object): Promise<void> => {
    const answer = await context.request.post(publicUrl + path, { headers: { Origin: publicUrl }, data })
    if (!answer.ok()) throw new Error(`${path} was answered with ${answer.status()}.`)
  }
  await post('/api/auth/sign-in/email', { email: address, password })
  await post('/api/auth/two-factor/verify-totp', { code: await app.showCode() })
  return context
}

const campaignsSchema = z.object({
  campaigns: z.array(z.object({ id: z.string(), slug: z.string(), status: z.string() })),
})

const factsSchema = z.object({ facts: z.array(z.object({ id: z.string() })) })

const librarySchema = z.object({ entries: z.array(z.object({ kind: z.string(), id: z.string() })) })

/** What the story has left, by the names that `pictures.ts` gives it. */
export async function findSubjects(
  { request }: BrowserContext,
  publicUrl: string,
  { campaign, letters }: Pick<Ending, 'campaign' | 'letters'>,
): Promise<Subjects> {
  const read = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> =>
    schema.parse(await (await request.get(publicUrl + path)).json())
  const { campaigns } = await read('/api/campaigns', campaignsSchema)
  const { facts } = await read('/api/facts', factsSchema)
  const { entries } = await read('/api/library', librarySchema)
  const called = (start: string): string | undefined => campaigns.find(({ slug }) => slug.startsWith(start))?.id
  const found = {
    draft: called('separated-families-day'),
    review: campaigns.find(({ status }) => status === 'in-review')?.id,
    zones: called('human-rights-day'),
    air: called(radioEvening.slug),
    paused: campaigns.find(({ status }) => status === 'paused')?.id,
    sent: campaign.id,
    press: campaigns.find(({ slug }) => slug === pressNote.slug)?.id,
    fact: facts[0]?.id,
    issue: entries.find(({ kind }) => kind === 'issue')?.id,
    slug: campaign.slug,
    code: campaign.code,
    unsubscribe: /\/u\/([\w-]+)/.exec(letters[0]?.mail.headers.get('list-unsubscribe') ?? '')?.[1],
  }
  return Object.fromEntries(Object.entries(found).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])))
}
