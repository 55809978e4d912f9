import type { Context } from 'hono'
import type { World } from '#actions/world'
import type { Assets } from './assets.ts'
import type { FormGuard } from './form-guard.ts'
import type { LetterCards } from './letter-cards.ts'

/** What the routes of the public pages are made of. */
export type PublicParts = {
  readonly world: World
  readonly assets: Assets
  readonly publicUrl: string
  readonly guard: FormGuard
  /** The pictures of letters; absent where the runtime cannot draw. */
  readonly cards?: LetterCards
  /** The caller's network address, or null where it is not known. */
  readonly clientAddress: (c: Context) => string | null
}
