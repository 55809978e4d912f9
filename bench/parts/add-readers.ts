import { importSubscribers } from '#actions/import-subscribers'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { locales, type Locale } from '#domain/locale'
import type { StaffMember } from '#domain/staff'

/** A reader of the bench by number. Every other one reads Korean. */
export function readerAt(number: number): { email: string; locale: Locale } {
  return { email: `reader-${number}@readers.example`, locale: locales[number % locales.length] ?? 'en' }
}

/** Puts so many readers on the list, as an import does, their addresses sealed. */
export async function addReaders(world: World, member: StaffMember, count: number): Promise<void> {
  const consentedAt = world.now().subtract({ hours: 24 })
  for (let start = 0; start < count; start += limits.importRowsMax) {
    const size = Math.min(limits.importRowsMax, count - start)
    const rows = Array.from({ length: size }, (_, index) => ({
      ...readerAt(start + index),
      timeZone: 'Asia/Seoul',
      topics: ['days-of-remembrance'],
      consentedAt,
    }))
    const { imported } = await importSubscribers(world, { member, source: 'bench', rows })
    if (imported !== size) throw new Error(`Only ${imported} of ${size} readers could be added.`)
  }
}
