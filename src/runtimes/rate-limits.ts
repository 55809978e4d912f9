import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimits } from '#actions/world'
import { rateLimits, type RateLimitName } from '#domain/limits'

/** Budgets of use, counted in PostgreSQL, so that several processes share them and a restart forgets nothing. */
export function createRateLimits(pool: Pool): RateLimits {
  const limiters = new Map<RateLimitName, RateLimiterPostgres>()
  for (const [name, { points, seconds }] of Object.entries(rateLimits) as [
    RateLimitName,
    (typeof rateLimits)[RateLimitName],
  ][]) {
    limiters.set(
      name,
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration: seconds,
      }),
    )
  }
  return {
    async take(limit, subject) {
      try {
        await limiters.get(limit)?.consume(subject)
        return true
      } catch (outcome) {
        if (outcome instanceof RateLimiterRes) return false
        throw outcome
      }
    },
  }
}
