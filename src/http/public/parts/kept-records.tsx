import { limits } from '#domain/limits'
import type { Retention } from '#domain/retention'
import type { Visit } from '../visit.ts'

/** What is stored of readers, what for and for how long, as this deployment is set. */
export function KeptRecords({ visit, retention }: { visit: Visit; retention: Retention }) {
  const { page } = visit.words
  const untilLeft = page('privacy.kept.untilLeft', { days: retention.leaverDays })
  const untilBy = {
    request: page('privacy.kept.request.until', { days: limits.pendingSubscriptionDays }),
    address: untilLeft,
    choices: untilLeft,
    deliveries: page('privacy.kept.deliveries.until', { months: retention.deliveryMonths }),
    consent: page('privacy.kept.consent.until'),
    fingerprint: page('privacy.kept.fingerprint.until'),
    links: page('privacy.kept.links.until'),
    reports: page('privacy.kept.reports.until', { days: limits.forgeryReportDays }),
    counters: page('privacy.kept.counters.until'),
  } as const
  const records = [
    'request',
    'address',
    'choices',
    'deliveries',
    'consent',
    'fingerprint',
    'links',
    'reports',
    'counters',
  ] as const
  return (
    <dl>
      {records.map((record) => (
        <div>
          <dt>{page(`privacy.kept.${record}.what`)}</dt>
          <dd>{page(`privacy.kept.${record}.why`)}</dd>
          <dd class="until">{untilBy[record]}</dd>
        </div>
      ))}
    </dl>
  )
}
