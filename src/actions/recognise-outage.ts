import { isOutage } from '#database/outlast-outage'

/** Whether an error says that the database is away, so that the same request may well succeed in a minute. */
export function recogniseOutage(error: unknown): boolean {
  return isOutage(error)
}
