/// <reference lib="dom" />
import { Anchor, MantineProvider, Title } from '@mantine/core'
import { createRootRoute, createRoute, createRouter, Link, Outlet, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'

// What a change of screens costs with the same parts as the console has, where there is nothing on either screen.
const root = createRootRoute({
  component: () => (
    <MantineProvider>
      <Anchor renderRoot={(props) => <Link to="/one" {...props} />}>One</Anchor>
      <Anchor renderRoot={(props) => <Link to="/other" {...props} />}>Other</Anchor>
      <main>
        <Outlet />
      </main>
    </MantineProvider>
  ),
})

const routeTree = root.addChildren(
  ['/one', '/other'].map((path) =>
    createRoute({ getParentRoute: () => root, path, component: () => <Title>{path}</Title> }),
  ),
)

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <RouterProvider router={createRouter({ routeTree })} />,
)
