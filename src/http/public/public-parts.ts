import type { Context } from 'hono'
import type { World } from '#actions/world'
import type { Assets } from './assets.ts'
import type { FormGuard } from './form-guard.ts'

/** What the routes of the public pages are made of. */
export type PublicParts = {
  readonly world: World
  readonly assets: Assets
  readonly publicUrl: string
  readonly guard: FormGuard
  /** The caller's network address, or null where it is not known. */
  readonly clientAddress: (c: Context) => string | null
}
