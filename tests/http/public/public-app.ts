import { join } from 'node:path'
import type { Hono } from 'hono'
import { sql } from 'drizzle-orm'
import { createApp, type AppParts } from '#http/app'
import { createTestWorld, testPublicUrl, type TestWorld } from '../../support/world.ts'

/** The HTTP application on a world of its own, as a reader's browser reaches it. */
export type PublicApp = {
  readonly testWorld: TestWorld
  readonly app: Hono
  /** What would have been logged as a bug. */
  readonly bugs: readonly Error[]
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>
  readonly post: (path: string, fields: Fields, headers?: Record<string, string>) => Promise<Response>
  /** A stamp of a form that was shown long enough ago for a person to fill it in. */
  readonly freshStamp: (path?: string) => Promise<string>
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

const assetsDirectory = join(import.meta.dirname, '../../../src/http/public/assets')

export async function createPublicApp({
  contentDirectory,
  ...overrides
}: Partial<AppParts> & { readonly contentDirectory?: string } = {}): Promise<PublicApp> {
  const testWorld = await createTestWorld({ ...(contentDirectory !== undefined && { contentDirectory }) })
  const bugs: Error[] = []
  const app = createApp({
    world: testWorld.world,
    formSecret: new Uint8Array(32).fill(1),
    // Every test reader may have a network of its own.
    clientAddress: (c) => c.req.header('X-Test-Address') ?? '192.0.2.1',
    assetsDirectory,
    isReady: () => Promise.resolve(true),
    reportBug: (error) => bugs.push(error),
    ...overrides,
  })
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    Promise.resolve(app.request(`${testPublicUrl}${path}`, { headers }))
  const post = (path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Response> =>
    Promise.resolve(
      app.request(`${testPublicUrl}${path}`, {
        method: 'POST',
        body: encodeForm(fields),
        headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
      }),
    )
  const freshStamp = async (path = '/'): Promise<string> => {
    const stamp = hiddenValue(await (await get(path)).text(), 'stamp')
    testWorld.clock.advance({ seconds: 30 })
    return stamp
  }
  return { testWorld, app, bugs, get, post, freshStamp }
}

export function encodeForm(fields: Fields): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value)
  return form
}

/** The value of a hidden field of a page. */
function hiddenValue(page: string, name: string): string {
  const value = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(page)?.[1]
  if (value === undefined) throw new Error(`The page has no hidden field ${name}.`)
  return value
}

/** Every row of every table but the counters of rate limits, to see whether a request changed anything. */
export async function readEverything({ world }: TestWorld): Promise<Record<string, unknown>> {
  const { rows: tables } = await world.database.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_name <> 'rate_limits' order by table_name`,
  )
  const contents: Record<string, unknown> = {}
  for (const { name } of tables) {
    const { rows } = await world.database.execute(
      sql`select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') as rows from ${sql.identifier(name)} t`,
    )
    contents[name] = rows[0]
  }
  return contents
}
