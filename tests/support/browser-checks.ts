import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

const schemes = ['light', 'dark'] as const

type Scheme = (typeof schemes)[number]

/** Every language at both widths. Each language and each width is seen in light and in dark. */
export const looks = [
  { locale: 'en', width: 375, scheme: 'light' },
  { locale: 'en', width: 1280, scheme: 'dark' },
  { locale: 'ko', width: 375, scheme: 'dark' },
  { locale: 'ko', width: 1280, scheme: 'light' },
] as const

/** Two looks that share nothing, for what has many screens. */
export const oppositeLooks = [
  { locale: 'en', width: 1280, scheme: 'light' },
  { locale: 'ko', width: 375, scheme: 'dark' },
] as const

type AxeOptions = {
  /** Without it, the page is seen in light, and in dark once more for the colours, which alone differ. */
  readonly scheme?: Scheme
  readonly without?: readonly string[]
}

/** Checks a page against every rule of axe. */
export async function expectAccessible(page: Page, { scheme, without = [] }: AxeOptions = {}): Promise<void> {
  // No page of ours holds a frame, and without frames the old way needs no second window.
  // What passed is neither gathered nor sent over: only faults are looked at.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .disableRules([...without])
  await showIn(page, scheme ?? 'light')
  expect(faultsIn(await axe.analyze()), `axe, in ${scheme ?? 'light'}`).toEqual([])
  if (scheme !== undefined) return
  await showIn(page, 'dark')
  expect(faultsIn(await axe.withRules('color-contrast').analyze()), 'axe, in dark').toEqual([])
}

/** Shows a page in light or dark. The console follows the system by a script, a moment after the styles do. */
async function showIn(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme })
  const other = colorScheme === 'light' ? 'dark' : 'light'
  await page.locator(`html:not([data-mantine-color-scheme='${other}'])`).waitFor({ state: 'attached' })
}

function faultsIn({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  )
}

/** Opens screens of the console one after another, and checks each once all that it asks for has come. */
export async function expectSoundScreens(page: Page, scheme: Scheme, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(`/console${path}`)
    await page.locator('main section').first().waitFor()
    await page.waitForLoadState('networkidle')
    await expectAccessible(page, { scheme })
    await expectNothingCut(page)
  }
}

/** Checks that a page can be read without moving it sideways, and that no text is too large for what it stands in. */
export async function expectNothingCut(page: Page): Promise<void> {
  const faults = await page.evaluate<string[]>(`(() => {
    const root = document.documentElement
    const isHidden = (element) => element.closest('.visually-hidden, .skip, .star, .defs') !== null
    const name = (element) => element.tagName + '.' + element.className + ' ' + (element.textContent ?? '').slice(0, 40)
    const beyond = [...document.body.querySelectorAll('*')].filter(
      (element) => !isHidden(element) && element.getBoundingClientRect().right > root.clientWidth + 1,
    )
    const cut = [...document.body.querySelectorAll('button, .button, input, select, .pick, .langs, .card, .sky')].filter(
      (element) =>
        !isHidden(element) &&
        (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2),
    )
    const isScrolled = root.scrollWidth > root.clientWidth
    return [
      ...(isScrolled ? ['the page is ' + root.scrollWidth + ' px wide'] : []),
      ...(isScrolled ? beyond.map((element) => 'beyond the edge: ' + name(element)) : []),
      ...cut.map((element) => 'cut: ' + name(element)),
    ]
  })()`)
  expect(faults).toEqual([])
}

/** Checks that a visit has left nothing in the browser. */
export async function expectNothingStored(page: Page, context: BrowserContext): Promise<void> {
  expect(await context.storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] })
  expect(await page.evaluate('sessionStorage.length')).toBe(0)
}
