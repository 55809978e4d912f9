import { listTopics } from '#database/content-queries'
import { findOrganisation } from '#database/organisation-queries'
import { countByTopic, countComings, countSuppressions, type MonthCount } from '#database/readership-queries'
import { limits } from '#domain/limits'
import type { Locale, Localised } from '#domain/locale'
import { tellCount, type ToldCount } from '#domain/readership'
import { suppressionReasons, type SuppressionReason } from '#domain/suppression'
import type { World } from './world.ts'

/** The list as a whole, in counts that point at nobody. */
export type Readership = {
  /** Every month of the last year and this one, the oldest first, also where nothing happened. */
  readonly months: readonly {
    /** `2026-07`, on the clocks of the organisation. */
    readonly month: string
    readonly byLocale: Readonly<Record<Locale, { readonly joined: ToldCount; readonly left: ToldCount }>>
  }[]
  /** Who chose which topic; a reader may count at several. */
  readonly topics: readonly { readonly id: string; readonly name: Localised; readonly readers: ToldCount }[]
  readonly suppressions: readonly { readonly reason: SuppressionReason; readonly addresses: ToldCount }[]
}

/** How the list grew and shrank over the last year, who chose what, and why addresses are written to no more. */
export async function describeReadership(world: World): Promise<Readership> {
  const { database } = world
  const timeZone = (await findOrganisation(database))?.timeZone ?? 'UTC'
  const thisMonth = world.now().toZonedDateTimeISO(timeZone).toPlainDate().with({ day: 1 })
  const first = thisMonth.subtract({ months: limits.readershipMonths - 1 })
  const since = first.toZonedDateTime(timeZone).toInstant()
  const [comings, topics, byTopic, bySuppression] = await Promise.all([
    countComings(database, { since, timeZone, exceptSource: 'address-change' }),
    listTopics(database),
    countByTopic(database),
    countSuppressions(database),
  ])
  const months = Array.from({ length: limits.readershipMonths }, (_, index) => first.add({ months: index }))
  return {
    months: months.map((day) => describeMonth(day.toPlainYearMonth().toString(), comings)),
    topics: topics.map(({ id, name }) => ({ id, name, readers: tellCount(byTopic.get(id) ?? 0) })),
    suppressions: suppressionReasons.map((reason) => ({
      reason,
      addresses: tellCount(bySuppression.get(reason) ?? 0),
    })),
  }
}

function describeMonth(month: string, comings: readonly MonthCount[]): Readership['months'][number] {
  const tell = (locale: Locale) => {
    const counted = comings.find((one) => one.month === month && one.locale === locale)
    return { joined: tellCount(counted?.joined ?? 0), left: tellCount(counted?.left ?? 0) }
  }
  return { month, byLocale: { en: tell('en'), ko: tell('ko') } }
}
