import type { Env, Hono, Schema } from 'hono'
import type { Logger } from './logger.ts'

/**
 * The `fetch` of an app, with one line logged for each request: method, route pattern, status and milliseconds. Neither
 * URL nor network address is logged: paths hold tokens, and an address on the network can name a person.
 */
export function fetchWithAccessLog<E extends Env, S extends Schema, P extends string>(app: Hono<E, S, P>, log: Logger) {
  return async (request: Request, env: E['Bindings'] | Record<never, never>): Promise<Response> => {
    const start = performance.now()
    const response = await app.fetch(request, env)
    const ms = Math.round(performance.now() - start)
    log.info({ method: request.method, route: routePattern(app, request), status: response.status, ms }, 'request')
    return response
  }
}

/** The pattern of the most particular route that matches: `/u/:token`, or `/assets/*`, or `none`. */
function routePattern<E extends Env, S extends Schema, P extends string>(app: Hono<E, S, P>, request: Request): string {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const [matches] = app.router.match(method, app.getPath(request))
  // A route of all methods with a wildcard is middleware; it matches what no page answers, too.
  const patterns = matches
    .map(([[, route]]) => route)
    .filter(({ method: own, path }) => own !== 'ALL' || !path.endsWith('*'))
  return (patterns.find(({ path }) => !path.endsWith('*')) ?? patterns.at(-1))?.path ?? 'none'
}
