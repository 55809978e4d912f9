import { findOrganisation } from '#database/organisation-queries'
import {
  countByTopic,
  countComings,
  countComingsByTopic,
  countSuppressions,
  type MonthCount,
  type TopicMonthCount,
} from '#database/readership-queries'
import { listTopics } from '#database/topic-queries'
import { limits } from '#domain/limits'
import type { Locale, Localised } from '#domain/locale'
import { tellCount, type ToldCount } from '#domain/small-counts'
import { suppressionReasons, type SuppressionReason } from '#domain/suppression'
import type { World } from './world.ts'

/** How many came and how many left. */
type Comings = { readonly joined: ToldCount; readonly left: ToldCount }

/** The list as a whole, in counts that point at nobody. */
export type Readership = {
  /** Every month of the last year and this one, the oldest first, also where nothing happened. */
  readonly months: readonly {
    /** `2026-07`, on the clocks of the organisation. */
    readonly month: string
    readonly byLocale: Readonly<Record<Locale, Comings>>
    /** By the id of each topic on offer; a reader counts at each of theirs, and once erased at none. */
    readonly byTopic: Readonly<Record<string, Comings>>
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
  const [comings, topicComings, topics, byTopic, bySuppression] = await Promise.all([
    countComings(database, { since, timeZone, exceptSource: 'address-change' }),
    countComingsByTopic(database, { since, timeZone }),
    listTopics(database),
    countByTopic(database),
    countSuppressions(database),
  ])
  const months = Array.from({ length: limits.readershipMonths }, (_, index) => first.add({ months: index }))
  return {
    months: months.map((day) => {
      const month = day.toPlainYearMonth().toString()
      return { month, byLocale: tellByLocale(month, comings), byTopic: tellByTopic(month, topics, topicComings) }
    }),
    topics: topics.map(({ id, name }) => ({ id, name, readers: tellCount(byTopic.get(id) ?? 0) })),
    suppressions: suppressionReasons.map((reason) => ({
      reason,
      addresses: tellCount(bySuppression.get(reason) ?? 0),
    })),
  }
}

function tellByLocale(month: string, comings: readonly MonthCount[]): Readership['months'][number]['byLocale'] {
  const tell = (locale: Locale) => tellComings(comings.find((one) => one.month === month && one.locale === locale))
  return { en: tell('en'), ko: tell('ko') }
}

function tellByTopic(
  month: string,
  topics: readonly { readonly id: string }[],
  comings: readonly TopicMonthCount[],
): Record<string, Comings> {
  const tell = (id: string) => tellComings(comings.find((one) => one.month === month && one.topicId === id))
  return Object.fromEntries(topics.map(({ id }) => [id, tell(id)]))
}

function tellComings(counted: Pick<MonthCount, 'joined' | 'left'> | undefined): Comings {
  return { joined: tellCount(counted?.joined ?? 0), left: tellCount(counted?.left ?? 0) }
}
