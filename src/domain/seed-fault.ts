import { seedFileName } from './seed-library.ts'

/** Something in a seed library that a person has to mend, and how. */
export type SeedFault = {
  /** The file below `content/`. */
  readonly file: string
  /** The id of the entry and the way to the field at fault, such as `resettlement: brief.en.subject`. */
  readonly entry: string
  readonly problem: string
  readonly remedy: string
  /** The rule between parts of the library that it breaks; null for what is wrong by itself. */
  readonly rule: LibraryRule | null
  /** What the words of the rule are filled with. */
  readonly values: RuleValues
}

/** A rule that the parts of a library keep between them. The catalogues have words for each, for staff. */
export type LibraryRule = keyof typeof ruleWords

/** Ids and days that a broken rule is about. */
export type RuleValues = Readonly<Partial<Record<'part' | 'id' | 'other' | 'first', string>>>

type RuleWords = (values: Required<RuleValues>) => readonly [problem: string, remedy: string]

const ruleWords = {
  repeated: () => ['stands there twice', 'Keep one of the two, or give the other an id of its own.'],
  missing: ({ part, id }) => [
    `${seedFileName(part)} has no ${id}`,
    `Add ${id} to ${seedFileName(part)}, or name one that is there.`,
  ],
  noStep: ({ id, other }) => [
    `${other} is no step of a process`,
    `Give ${other} a process, or let ${id} follow another.`,
  ],
  circular: () => ['leads back to itself', 'Let the first step follow nothing.'],
  offRule: ({ first }) => [
    'the rule gives no such occurrence',
    `Name ${first}; the day it was held belongs into startsOn.`,
  ],
  wordless: ({ id }) => [`there are no words for ${id}`, 'Write an opening for the step.'],
  noteMissing: () => [
    'cautions.json asks for a content note that is not there in every language',
    'Write contentNote, or take the issue off contentNotes.',
  ],
  conflict: ({ id, other }) => [
    `${id} and ${other} conflict and stand side by side`,
    'Leave one out; in an issue that shows them as a conflict, name the pair in shownConflicts.',
  ],
  withheld: ({ id }) => [`${id} is withheld by cautions.json`, 'Leave it out, or take it off withheldFacts.'],
} as const satisfies Record<string, RuleWords>

/** The fault of a place that breaks a rule. */
export function brokenRule(
  { file, entry }: Pick<SeedFault, 'file' | 'entry'>,
  rule: LibraryRule,
  values: RuleValues = {},
): SeedFault {
  const [problem, remedy] = ruleWords[rule]({ part: '', id: '', other: '', first: '', ...values })
  return { file, entry, problem, remedy, rule, values }
}

/** A fault as one line for a terminal. */
export function describeFault({ file, entry, problem, remedy }: SeedFault): string {
  return `content/${file}, ${entry}: ${problem}. ${remedy}`
}
