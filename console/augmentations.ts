import type { Locale } from '#domain/locale'
import type { createConsoleRouter } from './routes.tsx'
import type { WordKey, Words } from './words.tsx'

// What packages leave open for an application to name; each of them asks for an interface.

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Words
  }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }

  interface StaticDataRouteOption {
    /** The words for the window of the browser. */
    readonly title?: WordKey
    /** The screen needs the width, so that the menu becomes a rail. */
    readonly rail?: boolean
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The screen shows what is refused by itself, so that it is not told a second time. */
      readonly showsProblem?: boolean
    }
  }
}
