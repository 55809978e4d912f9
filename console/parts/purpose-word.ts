import { stepPurposes, type StepPurpose } from '#domain/step-purpose'

/** The word of a step’s purpose, below `purpose`; one that the console does not know is a plan. */
export function purposeWord(purpose: string): StepPurpose {
  return stepPurposes.find((known) => known === purpose) ?? 'plan'
}
