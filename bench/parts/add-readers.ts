import { importSubscribers } from '#actions/import-subscribers'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { locales, type Locale } from '#domain/locale'
import type { StaffMember } from '#domain/staff'

/** A reader of the bench by number. Every other one reads Korean. */
export function readerAt(number: number): { email: string; locale: Locale } {
  return { email: `reader-${number}@readers.example`, locale: locales[number % locales.length] ?? 'en' }
}

// PostgreSQL works on one page while the next one is sealed.
const pagesAtATime = 2

/**
 * Puts so many readers on the list, as an import does, their addresses sealed.
 * @returns seconds that it took
 */
export async function addReaders(world: World, member: StaffMember, count: number): Promise<number> {
  const begunAt = performance.now()
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) {
      const start = next
      next = Math.min(count, start + limits.importRowsMax)
      await addPage(world, member, { start, end: next })
    }
  }
  await Promise.all(Array.from({ length: pagesAtATime }, lane))
  return (performance.now() - begunAt) / 1000
}

async function addPage(
  world: World,
  member: StaffMember,
  { start, end }: { start: number; end: number },
): Promise<void> {
  const consentedAt = world.now().subtract({ hours: 24 })
  const rows = Array.from({ length: end - start }, (_, index) => ({
    ...readerAt(start + index),
    timeZone: 'Asia/Seoul',
    topics: ['days-of-remembrance'],
    consentedAt,
  }))
  const { imported } = await importSubscribers(world, { member, source: 'bench', rows })
  if (imported !== rows.length) throw new Error(`Only ${imported} of ${rows.length} readers could be added.`)
}
