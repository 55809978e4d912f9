import { join } from 'node:path'
import { chromium as engine, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { z } from 'zod'
import { locales, type Locale } from '#domain/locale'
import type { Employee } from './join-staff.ts'

/** The screens of the console by name, and their addresses below `/console`. */
const screens = {
  home: '/',
  'calendar-month': '/calendar',
  'calendar-list': '/calendar?view=agenda',
  'calendar-year': '/calendar?view=year',
  campaigns: '/campaigns',
  account: '/account',
  decisions: '/decisions',
  library: '/library',
  facts: '/facts',
  subscribers: '/subscribers',
  import: '/subscribers/import',
  forgeries: '/forgeries',
  'settings-organisation': '/settings',
  'settings-sender': '/settings?part=sender',
  'settings-sending': '/settings?part=sending',
  'settings-staff': '/settings?part=staff',
  'settings-keys': '/settings?part=keys',
  'settings-audit': '/settings?part=audit',
  'settings-watch-list': '/settings?part=watch-list',
} as const satisfies Record<string, string>

/** The steps of a letter: of the newest that is still written, and of the newest that was sent. */
const steps = { draft: ['write', 'audience', 'schedule', 'check', 'review'], sent: ['sending', 'report'] } as const

const widths = [1280, 375] as const
const languages = { en: 'en-GB', ko: 'ko-KR' } as const satisfies Record<Locale, string>

type Shoot = {
  /** Where Chromium is. */
  readonly chromium: string
  readonly publicUrl: string
  readonly directory: string
  /** Whose screens they are. */
  readonly person: Employee
}

/** Takes every screen in both languages and at both widths. @returns the names of the files */
export async function takePictures({ chromium, publicUrl, directory, person }: Shoot): Promise<string[]> {
  const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
  const names: string[] = []
  const take = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true })
    names.push(name)
  }
  try {
    const session = await signIn(browser, publicUrl, person)
    const places = Object.entries({ ...screens, ...(await findLetters(session, publicUrl)) })
    for (const locale of locales) {
      await session.request.patch(`${publicUrl}/api/me`, { headers: { Origin: publicUrl }, data: { locale } })
      const storageState = await session.storageState()
      for (const width of widths) {
        const look = { locale: languages[locale], viewport: { width, height: 900 }, reducedMotion: 'reduce' } as const
        await using stranger = await browser.newContext(look)
        const door = await stranger.newPage()
        await door.goto(`${publicUrl}/console/sign-in`)
        await take(door, `sign-in-${locale}-${width}`)
        await using context = await browser.newContext({ ...look, storageState })
        const page = await context.newPage()
        for (const [name, path] of places) {
          await page.goto(`${publicUrl}/console${path}`)
          await take(page, `${name}-${locale}-${width}`)
        }
      }
    }
    return names
  } finally {
    await browser.close()
  }
}

/** A session like the one that the sign-in makes, by the second code that their app shows. */
async function signIn(
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
  campaigns: z.array(z.object({ id: z.string(), releasedAt: z.string().nullable() })),
})

/** The addresses of the steps, by the names of their pictures. */
async function findLetters({ request }: BrowserContext, publicUrl: string): Promise<Record<string, string>> {
  const { campaigns } = campaignsSchema.parse(await (await request.get(`${publicUrl}/api/campaigns`)).json())
  const found = {
    draft: campaigns.find(({ releasedAt }) => releasedAt === null),
    sent: campaigns.find(({ releasedAt }) => releasedAt !== null),
  }
  return Object.fromEntries(
    (['draft', 'sent'] as const).flatMap((kind) =>
      steps[kind].flatMap((step) => {
        const campaign = found[kind]
        return campaign ? [[`letter-${step}`, `/campaigns/${campaign.id}/${step}`]] : []
      }),
    ),
  )
}
