import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications, notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useMemo, useState, type ReactNode } from 'react'
import { ProblemLine } from './parts/problem-note.tsx'
import { createQueryClient } from './query-client.ts'
import { createConsoleRouter } from './routes.tsx'
import { cssVariablesResolver, theme } from './theme.ts'
import { LanguageProvider, useWords, type Language } from './words.tsx'

type ConsoleProps = {
  /** The language to begin with, until the account names one. */
  readonly first: Language
  /** What the policy of the page asks of style elements. */
  readonly nonce: string
}

/** The whole console. */
export function Console({ first, nonce }: ConsoleProps) {
  const [{ router, queryClient }] = useState(createScreens)
  return (
    <LanguageProvider first={first}>
      <Looks nonce={nonce}>
        <Notifications position="top-right" autoClose={8_000} transitionDuration={0} zIndex={500} />
        <QueryClientProvider client={queryClient}>
          <ModalsProvider>
            <RouterProvider router={router} />
          </ModalsProvider>
        </QueryClientProvider>
      </Looks>
    </LanguageProvider>
  )
}

/** Mantine in our looks, whose own buttons speak the language of the person. */
function Looks({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  const words = useWords()
  const spoken = useMemo(() => {
    const closing = { defaultProps: { closeButtonProps: { 'aria-label': words('shell.close') } } }
    return mergeThemeOverrides(theme, { components: { Modal: closing, Drawer: closing, Notification: closing } })
  }, [words])
  return (
    <MantineProvider
      theme={spoken}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  )
}

/** The store and the screens, which know of each other: a session that ends anywhere leads to the sign-in. */
function createScreens() {
  const queryClient = createQueryClient({
    onSignedOut: () => {
      const { pathname, href } = router.state.location
      if (pathname === '/sign-in') return
      queryClient.removeQueries({ queryKey: ['me'] })
      void router.navigate({ to: '/sign-in', search: { to: href } })
    },
    onRefused: (error) =>
      notifications.show({ color: 'plum', autoClose: false, message: <ProblemLine error={error} />, role: 'alert' }),
  })
  const router = createConsoleRouter(queryClient)
  return { router, queryClient }
}
