/** What a step of a series is for. Apart from the schemas of a series, of which the console's calendar needs none. */
export const stepPurposes = [
  'plan-ahead',
  'submission-deadline',
  'plan',
  'draft-tabled',
  'announce',
  'remind',
  'day',
  'thank-and-report',
] as const

export type StepPurpose = (typeof stepPurposes)[number]
