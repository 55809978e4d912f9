// Where the earliest and the latest of the sample readers live who must have got the letter, and who must wait for it.
const [first, last] = ['Asia/Seoul', 'America/New_York']

/**
 * A full hour of the day that the clocks of Seoul have passed and those of New York have not reached, so that a letter at
 * that hour on every reader's clock is on its way at any time of the day or night.
 */
export function goingRound(now: Temporal.Instant): { date: string; time: string } {
  const passed = now.toZonedDateTimeISO(first).toPlainDateTime()
  const toCome = now.toZonedDateTimeISO(last).toPlainDateTime()
  let hour = passed.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  // The two are thirteen hours apart or more, and no night is longer than that.
  while ((hour.hour < 8 || hour.hour > 20) && Temporal.PlainDateTime.compare(hour.subtract({ hours: 1 }), toCome) > 0)
    hour = hour.subtract({ hours: 1 })
  return { date: hour.toPlainDate().toString(), time: hour.toPlainTime().toString({ smallestUnit: 'minute' }) }
}
