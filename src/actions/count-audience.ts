import { countAudience as countRows } from '#database/audience-queries'
import type { AudienceRule } from '#domain/audience'
import type { Locale } from '#domain/locale'
import type { World } from './world.ts'

/** How many readers a rule reaches now, in all and by language. Never who. */
export async function countAudience(
  world: World,
  { audience }: { audience: AudienceRule },
): Promise<{ total: number; byLocale: Partial<Record<Locale, number>> }> {
  const counts = await countRows(world.database, audience)
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return { total, byLocale: Object.fromEntries(counts) }
}
