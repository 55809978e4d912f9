/**
 * What a picture is taken of, by the name of the picture: addresses below `/console`. `:draft` and the like stand for
 * what the story has left (`findSubjects`).
 */
export const consolePictures = {
  home: '/',
  'calendar-month': '/calendar',
  'calendar-list': '/calendar?view=agenda',
  'calendar-year': '/calendar?view=year',
  campaigns: '/campaigns',
  'letter-details': '/campaigns/:draft/details',
  'letter-write': '/campaigns/:draft/write',
  'letter-check': '/campaigns/:draft/check',
  'letter-audience': '/campaigns/:review/audience',
  'letter-schedule': '/campaigns/:zones/schedule',
  'letter-review': '/campaigns/:review/review',
  'letter-sending': '/campaigns/:air/sending',
  'letter-paused': '/campaigns/:paused/sending',
  'letter-report': '/campaigns/:sent/report',
  'letter-report-uncertain': '/campaigns/:press/report',
  'letter-web': '/campaigns/:sent/web',
  account: '/account',
  decisions: '/decisions',
  library: '/library',
  'library-entry': '/library/observance/nk-defectors-day',
  'library-issue': '/library/issue/:issue',
  'new-entry': '/library/new?kind=topic',
  facts: '/facts',
  fact: '/facts/:fact',
  'new-fact': '/facts/new',
  subscribers: '/subscribers',
  import: '/subscribers/import',
  forgeries: '/forgeries',
  'settings-organisation': '/settings',
  'settings-topics': '/settings?part=topics',
  'settings-languages': '/settings?part=languages',
  'settings-sender': '/settings?part=sender',
  'settings-sending': '/settings?part=sending',
  'settings-staff': '/settings?part=staff',
  'settings-keys': '/settings?part=keys',
  'settings-audit': '/settings?part=audit',
  'settings-watch-list': '/settings?part=watch-list',
  'campaigns-none': '/campaigns?q=winter-appeal',
  'facts-none': '/facts?q=winter-appeal',
  missing: '/no-such-screen',
} as const satisfies Record<string, `/${string}`>

/** The same without a session: addresses of the site itself. */
export const publicPictures = {
  'sign-in': '/console/sign-in',
  'page-subscribe': '/',
  'page-subscribe-sent': '/subscribe/sent',
  'page-letters': '/letters',
  'page-letter': '/letters/:slug',
  'page-calendar': '/calendar',
  'page-verify': '/verify',
  'page-verified': '/verify?code=:code',
  'page-report': '/verify/report',
  'page-preferences': '/preferences',
  'page-unsubscribe': '/u/:unsubscribe',
  'page-privacy': '/privacy',
  'page-accessibility': '/accessibility',
  'page-contact': '/contact',
  'page-imprint': '/imprint',
  'page-embed': '/embed',
} as const satisfies Record<string, `/${string}`>

/** Of these there are pictures in dark as well. */
export const inDark: ReadonlySet<string> = new Set([
  'home',
  'calendar-month',
  'letter-write',
  'letter-review',
  'letter-sending',
  'letter-report',
  'subscribers',
  'sign-in',
  'page-subscribe',
  'page-letter',
  'mail-letter',
])

/** What README.md shows, by the name of its file: the picture, and how much of its top, in CSS pixels. */
export const readmePictures = {
  home: { of: 'home-en-1280', height: 960 },
  composer: { of: 'letter-write-en-1280', height: 960 },
  'review-ko': { of: 'letter-review-ko-1280', height: 960 },
  sending: { of: 'letter-sending-en-1280', height: 960 },
  'report-dark': { of: 'letter-report-en-1280-dark', height: 960 },
  'calendar-ko': { of: 'calendar-month-ko-1280', height: 960 },
  subscribe: { of: 'page-subscribe-en-1280', height: 880 },
  'subscribe-phone-ko': { of: 'page-subscribe-ko-375', height: 820 },
  'letter-ko': { of: 'mail-letter-ko-640', height: 1100 },
  'letter-dark': { of: 'mail-letter-en-640-dark', height: 1100 },
} as const

/** What stands for the `:names` of the addresses. */
export type Subjects = Readonly<Record<string, string>>

/** An address with its subjects. @throws Error where one is not known */
export function addressOf(path: string, subjects: Subjects): string {
  return path.replace(/:([a-z]+)/g, (_, name: string) => {
    const subject = subjects[name]
    if (subject === undefined) throw new Error(`The story has left nothing that could stand for “${name}”.`)
    return subject
  })
}
