import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { CrashNote } from './parts/crash-note.tsx'
import { MissingScreen } from './parts/missing-screen.tsx'
import { isProblem } from './problem.ts'
import { meQuery } from './queries.ts'
import { readCalendarSearch } from './screens/calendar/calendar-search.ts'
import { readCampaignsSearch } from './screens/campaigns/campaigns-search.ts'
import { readSettingsSearch } from './screens/settings/settings-search.ts'
import { readFactsSearch } from './screens/facts/facts-search.ts'
import { readForgeriesSearch } from './screens/forgeries/forgeries-search.ts'
import { readYearSearch } from './screens/year/year-search.ts'
import { readLibrarySearch, readNewEntrySearch } from './screens/library/library-search.ts'
import { readSignInSearch } from './screens/sign-in/sign-in-search.ts'
import { Shell } from './shell/shell.tsx'

const rootRoute = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()()

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  staticData: { title: 'signIn.title' },
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
})

/** Everything behind the sign-in. Who is not signed in comes back to where they were. */
const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.query({ ...meQuery, staleTime: 'static' })
    } catch (error) {
      if (!isProblem(error, 'sign-in-required')) throw error
      // TanStack Router takes a thrown redirect for its answer.
      // oxlint-disable-next-line typescript/only-throw-error
      throw redirect({ to: '/sign-in', search: { to: location.href } })
    }
  },
})

const homeRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/',
  staticData: { title: 'nav.home' },
  component: lazyRouteComponent(() => import('./screens/home/home-screen.tsx'), 'HomeScreen'),
})

const calendarRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/calendar',
  staticData: { title: 'nav.calendar', rail: true },
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('./screens/calendar/calendar-screen.tsx'), 'CalendarScreen'),
})

const campaignsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/campaigns',
  staticData: { title: 'nav.campaigns' },
  validateSearch: readCampaignsSearch,
  component: lazyRouteComponent(() => import('./screens/campaigns/campaigns-screen.tsx'), 'CampaignsScreen'),
})

const campaignRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/campaigns/$campaignId',
  staticData: { title: 'nav.campaigns' },
  component: lazyRouteComponent(() => import('./screens/campaigns/campaign-screen.tsx'), 'CampaignScreen'),
})

const landingRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/campaigns/landing-screen.tsx'), 'LandingScreen'),
})

const writeRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/write',
  staticData: { title: 'letter.steps.write', rail: true },
  component: lazyRouteComponent(() => import('./screens/campaigns/write/write-screen.tsx'), 'WriteScreen'),
})

const audienceRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/audience',
  staticData: { title: 'letter.steps.audience' },
  component: lazyRouteComponent(() => import('./screens/campaigns/audience/audience-screen.tsx'), 'AudienceScreen'),
})

const scheduleRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/schedule',
  staticData: { title: 'letter.steps.schedule' },
  component: lazyRouteComponent(() => import('./screens/campaigns/schedule/schedule-screen.tsx'), 'ScheduleScreen'),
})

const detailsRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/details',
  staticData: { title: 'letter.steps.details' },
  component: lazyRouteComponent(() => import('./screens/campaigns/details/details-screen.tsx'), 'DetailsScreen'),
})

const checkRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/check',
  staticData: { title: 'letter.steps.check' },
  component: lazyRouteComponent(() => import('./screens/campaigns/check/check-screen.tsx'), 'CheckScreen'),
})

const reviewRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/review',
  staticData: { title: 'letter.steps.review', rail: true },
  component: lazyRouteComponent(() => import('./screens/campaigns/review/review-screen.tsx'), 'ReviewScreen'),
})

const sendingRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/sending',
  staticData: { title: 'letter.steps.sending' },
  component: lazyRouteComponent(() => import('./screens/campaigns/sending/sending-screen.tsx'), 'SendingScreen'),
})

const reportRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/report',
  staticData: { title: 'letter.steps.report' },
  component: lazyRouteComponent(() => import('./screens/campaigns/report/report-screen.tsx'), 'ReportScreen'),
})

const webRoute = createRoute({
  getParentRoute: () => campaignRoute,
  path: '/web',
  staticData: { title: 'letter.steps.web' },
  component: lazyRouteComponent(() => import('./screens/campaigns/web/web-screen.tsx'), 'WebScreen'),
})

const accountRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/account',
  staticData: { title: 'account.title' },
  component: lazyRouteComponent(() => import('./screens/account/account-screen.tsx'), 'AccountScreen'),
})

const settingsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/settings',
  staticData: { title: 'nav.settings' },
  validateSearch: readSettingsSearch,
  component: lazyRouteComponent(() => import('./screens/settings/settings-screen.tsx'), 'SettingsScreen'),
})

const factsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/facts',
  staticData: { title: 'facts.title' },
  validateSearch: readFactsSearch,
  component: lazyRouteComponent(() => import('./screens/facts/facts-screen.tsx'), 'FactsScreen'),
})

const newFactRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/facts/new',
  staticData: { title: 'facts.add' },
  component: lazyRouteComponent(() => import('./screens/facts/new-fact-screen.tsx'), 'NewFactScreen'),
})

const factRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/facts/$factId',
  staticData: { title: 'facts.title' },
  component: lazyRouteComponent(() => import('./screens/facts/fact-screen.tsx'), 'FactScreen'),
})

const subscribersRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/subscribers',
  staticData: { title: 'readers.title' },
  component: lazyRouteComponent(() => import('./screens/subscribers/subscribers-screen.tsx'), 'SubscribersScreen'),
})

const importRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/subscribers/import',
  staticData: { title: 'readers.import.title' },
  component: lazyRouteComponent(() => import('./screens/subscribers/import-screen.tsx'), 'ImportScreen'),
})

const forgeriesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/forgeries',
  staticData: { title: 'forgeries.title' },
  validateSearch: readForgeriesSearch,
  component: lazyRouteComponent(() => import('./screens/forgeries/forgeries-screen.tsx'), 'ForgeriesScreen'),
})

const yearRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/decisions',
  staticData: { title: 'nav.decisions' },
  validateSearch: readYearSearch,
  component: lazyRouteComponent(() => import('./screens/year/year-screen.tsx'), 'YearScreen'),
})

const campaignTree = campaignRoute.addChildren([
  landingRoute,
  writeRoute,
  audienceRoute,
  scheduleRoute,
  detailsRoute,
  checkRoute,
  reviewRoute,
  sendingRoute,
  reportRoute,
  webRoute,
])

const libraryRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/library',
  staticData: { title: 'library.title' },
  validateSearch: readLibrarySearch,
  component: lazyRouteComponent(() => import('./screens/library/library-screen.tsx'), 'LibraryScreen'),
})

const newEntryRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/library/new',
  staticData: { title: 'library.new.title' },
  validateSearch: readNewEntrySearch,
  component: lazyRouteComponent(() => import('./screens/library/new-entry-screen.tsx'), 'NewEntryScreen'),
})

const entryRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/library/$kind/$id',
  staticData: { title: 'library.title' },
  component: lazyRouteComponent(() => import('./screens/library/entry-screen.tsx'), 'EntryScreen'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  staffRoute.addChildren([
    homeRoute,
    calendarRoute,
    campaignsRoute,
    campaignTree,
    accountRoute,
    settingsRoute,
    factsRoute,
    newFactRoute,
    factRoute,
    subscribersRoute,
    importRoute,
    forgeriesRoute,
    yearRoute,
    libraryRoute,
    newEntryRoute,
    entryRoute,
  ]),
])

/** The screens by their addresses below `/console`. A screen is loaded when it is first shown or about to be. */
export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    basepath: '/console',
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: CrashNote,
    defaultNotFoundComponent: MissingScreen,
  })
}
