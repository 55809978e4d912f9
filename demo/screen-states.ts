import type { Page } from 'playwright-core'
import type { Locale } from '#domain/locale'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }

const catalogues = { en: en.console, ko: ko.console } as const satisfies Record<Locale, object>

/** What stands on a screen only after somebody has done something there. */
export type ScreenState = {
  /** Below `/console`, as those of `pictures.ts`. */
  readonly path: `/${string}`
  /** Brings the screen there, and waits until it has come. */
  bring(page: Page, locale: Locale): Promise<void>
}

/** By the name of the picture. */
export const screenStates = {
  palette: {
    path: '/',
    bring: async (page) => {
      await page.keyboard.press('Control+K')
      await page.getByRole('dialog').waitFor()
    },
  },
  shortcuts: {
    path: '/',
    bring: async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').getByRole('row').first().waitFor()
    },
  },
  'stop-question': {
    path: '/',
    bring: async (page, locale) => {
      const { button, short } = catalogues[locale].stop
      const stops = page.getByRole('button', { name: button }).or(page.getByRole('button', { name: short }))
      await stops.filter({ visible: true }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'leave-question': {
    path: '/library/new?kind=topic',
    bring: async (page) => {
      await page.getByRole('textbox').first().fill('winter-appeal')
      await page.getByRole('heading', { level: 1 }).focus()
      await page.keyboard.press('g')
      await page.keyboard.press('h')
      await page.getByRole('dialog').waitFor()
    },
  },
  'form-faults': {
    path: '/facts/new',
    bring: async (page, locale) => {
      await page.getByRole('button', { name: catalogues[locale].facts.add }).click()
      await page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
} as const satisfies Record<string, ScreenState>
