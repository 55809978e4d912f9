import type { Browser, Locator, Page } from 'playwright-core'
import type { Locale } from '#domain/locale'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import type { Visit } from './browser-visit.ts'
import { joinAt, openConsole } from './console.ts'
import type { Site } from './site.ts'

const parts = { en: en.console.part, ko: ko.console.part }
const names = { en: 'English', ko: '한국어' } as const

/** A field of a letter by its part and its language, for somebody whose own language may be the other. */
export function composerField(
  page: Page,
  part: keyof typeof en.console.part,
  language: Locale = 'en',
  own: Locale = 'en',
): Locator {
  return page.getByRole('textbox', { name: `${parts[own][part]}, ${names[language]}`, exact: true })
}

/** What says on top of a letter that all of it is saved. */
export function savedMark(page: Page): Locator {
  return page.locator('[role="status"][data-state="saved"]')
}

/** A letter, open before a translator. */
export async function openComposer(
  browser: Browser,
  site: Site,
  campaignId: string,
  { own = 'en', width = 1280 }: { readonly own?: Locale; readonly width?: number } = {},
): Promise<Visit> {
  const visit = await openConsole(browser, site, await joinAt(site, 'translator', { locale: own }), { width })
  await visit.page.goto(`/console/campaigns/${campaignId}/write`)
  await composerField(visit.page, 'title', 'en', own).waitFor()
  return visit
}
