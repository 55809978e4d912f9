import { refuse, type Answer } from './resend-rules.ts'

/** Mails that may be sent in a day and in a month. */
export type Quota = { readonly daily?: number; readonly monthly?: number }

/**
 * Counts requests in windows of a second and tells the caller so in the headers of the sixth draft of the RateLimit
 * fields. @returns null where nothing is limited
 */
export function createRateLimit(
  perSecond: number,
  now: () => Temporal.Instant,
): () => { readonly refusal: Answer | null; readonly headers: Readonly<Record<string, string>> } {
  let windowStart = now()
  let used = 0
  return () => {
    if (perSecond === Infinity) return { refusal: null, headers: {} }
    const instant = now()
    if (windowStart.until(instant).total('seconds') >= 1) {
      windowStart = instant
      used = 0
    }
    used += 1
    const headers = {
      'ratelimit-limit': String(perSecond),
      'ratelimit-remaining': String(Math.max(0, perSecond - used)),
      'ratelimit-reset': '1',
    }
    if (used <= perSecond) return { refusal: null, headers }
    return {
      refusal: refuse(429, 'rate_limit_exceeded', 'Too many requests. You can only make a few requests per second.', {
        ...headers,
        'retry-after': '1',
      }),
      headers,
    }
  }
}

/** Counts mails against a quota by the days and months of the provider's clock. */
export function createQuotaCount(
  quota: () => Quota,
  now: () => Temporal.Instant,
): { take(mails: number): Answer | null; headers(): Readonly<Record<string, string>> } {
  const counts = new Map<string, number>()
  const dayOf = (): string => now().toString().slice(0, 10)
  const used = (period: string): number => counts.get(period) ?? 0
  return {
    take(mails) {
      const day = dayOf()
      const month = day.slice(0, 7)
      const { daily = Infinity, monthly = Infinity } = quota()
      if (used(day) + mails > daily)
        return refuse(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota.')
      if (used(month) + mails > monthly)
        return refuse(429, 'monthly_quota_exceeded', 'You have reached your monthly email sending quota.')
      for (const period of [day, month]) counts.set(period, used(period) + mails)
      return null
    },
    headers: () => ({
      'x-resend-daily-quota': String(used(dayOf())),
      'x-resend-monthly-quota': String(used(dayOf().slice(0, 7))),
    }),
  }
}
