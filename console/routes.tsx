import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { CrashNote, MissingScreen } from './parts/crash-note.tsx'
import { isProblem } from './problem.ts'
import { meQuery } from './queries.ts'
import { readCalendarSearch } from './screens/calendar/calendar-search.ts'
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
  component: lazyRouteComponent(() => import('./screens/campaigns/campaigns-screen.tsx'), 'CampaignsScreen'),
})

const campaignRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/campaigns/$campaignId',
  staticData: { title: 'nav.campaigns' },
  component: lazyRouteComponent(() => import('./screens/campaigns/campaign-screen.tsx'), 'CampaignScreen'),
})

const accountRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/account',
  staticData: { title: 'account.title' },
  component: lazyRouteComponent(() => import('./screens/account/account-screen.tsx'), 'AccountScreen'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  staffRoute.addChildren([homeRoute, calendarRoute, campaignsRoute, campaignRoute, accountRoute]),
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
