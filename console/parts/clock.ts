import { useEffect, useState } from 'react'

/** The clock of the console, which everything else is given the time by. */
export function now(): Temporal.Instant {
  return Temporal.Now.instant()
}

/** The zone of the person's own machine. */
export function viewerZone(): string {
  return Temporal.Now.timeZoneId()
}

/** The time, told anew every so many seconds. */
export function useNow(everySeconds = 30): Temporal.Instant {
  const [instant, setInstant] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setInstant(now()), everySeconds * 1000)
    return () => clearInterval(timer)
  }, [everySeconds])
  return instant
}
