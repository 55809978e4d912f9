import type { Hono } from 'hono'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods for which something of its own stands at a path, beside what stands in front of every path. */
export function allowedMethods(app: Hono, path: string): readonly string[] {
  return methods.filter((method) => {
    const [matches] = app.router.match(method, path)
    return matches.some(([[, route]]) => route.method !== 'ALL')
  })
}
