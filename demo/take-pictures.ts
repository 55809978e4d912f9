import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium as engine, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { z } from 'zod'
import { locales, type Locale } from '#domain/locale'
import type { Employee } from './join-staff.ts'
import { addressOf, consolePictures, inDark, publicPictures, readmePictures, type Subjects } from './pictures.ts'
import { pressNote, radioEvening } from './sample/own-letters.ts'
import { screenStates } from './screen-states.ts'
import type { Ending } from './story.ts'

const widths = [1280, 375] as const
/** A mail is 600 wide, with some ground around it; and as a phone shows it. */
const mailWidths = [640, 375] as const
const languages = { en: 'en-GB', ko: 'ko-KR' } as const satisfies Record<Locale, string>
const schemes = ['light', 'dark'] as const

type Shoot = {
  /** Where Chromium is. */
  readonly chromium: string
  readonly publicUrl: string
  readonly directory: string
  /** Where the pictures of README.md go, cut to their size, if they are wanted. */
  readonly readmeDirectory: string | null
  /** How the story ended: whose screens they are, and what there is to see. */
  readonly ending: Ending
}

/** In what a round of pictures is taken. */
type Look = { readonly locale: Locale; readonly width: number; readonly scheme: (typeof schemes)[number] }

type Shot = {
  readonly name: string
  /** Whether it is taken to its end, and not only as far as the window reaches. */
  readonly isWhole: boolean
  /** Brings a page to what is to be seen. */
  readonly show: (page: Page) => Promise<void>
}

/**
 * Takes every screen, page and letter in both languages and at both widths, and some of them in dark as well.
 * @returns the names of the files
 */
export async function takePictures({
  chromium,
  publicUrl,
  directory,
  readmeDirectory,
  ending,
}: Shoot): Promise<string[]> {
  const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
  const names: string[] = []
  const take = async (context: BrowserContext, look: Look, shots: readonly Shot[]): Promise<void> => {
    for (const { name, isWhole, show } of shots) {
      if (look.scheme === 'dark' && !inDark.has(name)) continue
      // A page of its own for each, so that none begins with what is open in the one before.
      const page = await context.newPage()
      await show(page)
      if (isWhole) await openWhole(page)
      const file = `${name}-${look.locale}-${look.width}${look.scheme === 'dark' ? '-dark' : ''}`
      await page.screenshot({ path: join(directory, `${file}.png`) })
      if (readmeDirectory !== null) await takeForReadme(page, file, readmeDirectory)
      names.push(file)
      await page.close()
    }
  }
  try {
    const session = await signIn(browser, publicUrl, ending.team.administrator)
    const subjects = await findSubjects(session, publicUrl, ending)
    for (const locale of locales) {
      await session.request.patch(`${publicUrl}/api/me`, { headers: { Origin: publicUrl }, data: { locale } })
      const storageState = await session.storageState()
      for (const scheme of schemes) {
        for (const width of widths) {
          const look = { locale, width, scheme }
          await using stranger = await openContext(browser, look)
          await using member = await openContext(browser, look, storageState)
          await take(stranger, look, pageShots(publicUrl, subjects))
          await take(member, look, screenShots(`${publicUrl}/console`, subjects, locale))
        }
        for (const width of mailWidths) {
          const look = { locale, width, scheme }
          await using reader = await openContext(browser, look)
          await take(reader, look, mailShots(ending, locale))
        }
      }
    }
    return names
  } finally {
    await browser.close()
  }
}

function openContext(
  browser: Browser,
  { locale, width, scheme }: Look,
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
): Promise<BrowserContext> {
  return browser.newContext({
    locale: languages[locale],
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    ...(storageState !== undefined && { storageState }),
  })
}

function pageShots(publicUrl: string, subjects: Subjects): Shot[] {
  return Object.entries(publicPictures).map(([name, path]) => ({
    name,
    isWhole: true,
    show: (page) => open(page, publicUrl + addressOf(path, subjects)),
  }))
}

function screenShots(consoleUrl: string, subjects: Subjects, locale: Locale): Shot[] {
  const screens = Object.entries(consolePictures).map(([name, path]) => ({
    name,
    isWhole: true,
    show: (page: Page) => open(page, consoleUrl + addressOf(path, subjects)),
  }))
  const states = Object.entries(screenStates).map(([name, { path, bring }]) => ({
    name,
    // What is asked stands in the middle of the window.
    isWhole: false,
    show: async (page: Page) => {
      await open(page, consoleUrl + path)
      await bring(page, locale)
      await settle(page)
    },
  }))
  return [...screens, ...states]
}

/** The letter that a reader of the language got, as the mailbox holds it. */
function mailShots({ letters }: Ending, locale: Locale): Shot[] {
  return letters
    .filter(({ reader }) => reader.locale === locale)
    .slice(0, 1)
    .map(({ mail }) => ({ name: 'mail-letter', isWhole: true, show: (page) => page.setContent(mail.html) }))
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await settle(page)
}

/** Waits until a page changes no more: some parts are made after the rest was painted, and letters fill their frames. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(`new Promise((settled) => {
    const quiet = () => {
      watch.disconnect()
      settled()
    }
    let wait = setTimeout(quiet, 200)
    const watch = new MutationObserver(() => {
      clearTimeout(wait)
      wait = setTimeout(quiet, 200)
    })
    watch.observe(document, { attributes: true, characterData: true, childList: true, subtree: true })
  })`)
  const letters = page.frames().filter((frame) => frame !== page.mainFrame())
  for (const letter of letters) await letter.waitForURL(({ href }) => href !== 'about:blank')
}

/**
 * Makes the window as high as what is in it: frames below its edge are not painted, and what sticks to the edge would
 * stand in the middle of a picture of the whole page.
 */
async function openWhole(page: Page): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  const window = page.viewportSize()
  if (window === null || height <= window.height) return
  await page.setViewportSize({ ...window, height })
  await settle(page)
}

/** As WebP, a third of the size of the same in PNG, and cut to the part that is worth the room. */
async function takeForReadme(page: Page, name: string, directory: string): Promise<void> {
  const shown = Object.entries(readmePictures).find(([, { of }]) => of === name)
  if (shown === undefined) return
  const [file, { height }] = shown
  const width = page.viewportSize()?.width ?? 0
  const session = await page.context().newCDPSession(page)
  const clip = { x: 0, y: 0, width, height, scale: 1 }
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 88,
    clip,
    captureBeyondViewport: true,
  })
  await writeFile(join(directory, `${file}.webp`), Buffer.from(data, 'base64'))
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
