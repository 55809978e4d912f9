const purposes = [
  'plan-ahead',
  'submission-deadline',
  'plan',
  'draft-tabled',
  'announce',
  'remind',
  'day',
  'thank-and-report',
] as const

/** The word of a step’s purpose, below `purpose`; one that the console does not know is a plan. */
export function purposeWord(purpose: string): (typeof purposes)[number] {
  return purposes.find((known) => known === purpose) ?? 'plan'
}
