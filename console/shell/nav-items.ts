import type { IconName } from '../parts/icon.tsx'

/** The places of the console, in the order of the menu. A new subject is one line here and its routes in `routes.tsx`. */
export const navItems = [
  { to: '/', icon: 'home', word: 'nav.home', key: 'h' },
  { to: '/calendar', icon: 'calendar', word: 'nav.calendar', key: 'c' },
  { to: '/campaigns', icon: 'mail', word: 'nav.campaigns', key: 'l' },
  { to: '/decisions', icon: 'tick', word: 'nav.decisions', key: 'd' },
  { to: '/library', icon: 'lines', word: 'nav.library', key: 'b' },
  { to: '/facts', icon: 'book', word: 'nav.facts', key: 'f' },
  { to: '/subscribers', icon: 'people', word: 'nav.subscribers', key: 'r' },
  { to: '/forgeries', icon: 'warning', word: 'nav.forgeries', key: 'v' },
  { to: '/settings', icon: 'settings', word: 'nav.settings', key: 's' },
] as const satisfies readonly {
  readonly to: string
  readonly icon: IconName
  readonly word: string
  /** Pressed after `g`. */
  readonly key: string
}[]
