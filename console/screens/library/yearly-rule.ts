/** The rule (RFC 5545 §3.3.10) of a day that returns on the same date every year. */
export function yearlyRule(month: number, day: number): string {
  return `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day}`
}

/** The date of such a rule; nulls for a rule of another kind. */
export function readYearly(rule: string): { readonly month: number | null; readonly day: number | null } {
  const found = /^FREQ=YEARLY;BYMONTH=(\d{1,2});BYMONTHDAY=(\d{1,2})$/.exec(rule)
  return {
    month: found?.[1] === undefined ? null : Number(found[1]),
    day: found?.[2] === undefined ? null : Number(found[2]),
  }
}
