import type { Fact } from './fact.ts'
import { factIdsOfIssue } from './issue.ts'
import { factIdsOf, type LetterContent } from './letter.ts'
import { locales } from './locale.ts'
import type { Observance } from './observance.ts'
import { occurrencesIn } from './occurrence.ts'
import type { Playbook } from './playbook.ts'
import { citedFactIds } from './rich-text.ts'
import { brokenRule, type LibraryRule, type RuleValues, type SeedFault } from './seed-fault.ts'
import { seedFileName, type SeedLibrary } from './seed-library.ts'

/** What the parts of a library say of each other that does not hold, in the order of the files. */
export function checkSeedLibrary(library: SeedLibrary): SeedFault[] {
  return [
    ...repeatedIds(library),
    ...factFaults(library),
    ...library.observances.flatMap((observance) => observanceFaults(observance, library)),
    ...issueFaults(library),
    ...library.playbooks.series.flatMap((playbook) => playbookFaults(playbook, library)),
    ...cautionFaults(library),
    ...Object.entries(library.letters).flatMap(([name, contents]) =>
      Object.values(contents).flatMap((content) => letterFaults(name, content, library)),
    ),
  ]
}

type Part = keyof SeedLibrary

/** Names something that another part of the library must have. */
type Reference = { readonly to: 'topics' | 'facts' | 'observances' | 'issues' | 'letters'; readonly id: string }

function repeatedIds(library: SeedLibrary): SeedFault[] {
  const ids: Partial<Record<Part, string[]>> = {
    topics: library.topics.map(({ slug }) => slug),
    facts: library.facts.map(({ id }) => id),
    observances: library.observances.map(({ id }) => id),
    issues: library.issues.map(({ id }) => id),
    playbooks: library.playbooks.series.map(({ observance }) => observance),
  }
  return Object.entries(ids).flatMap(([part, all]) =>
    all.filter((id, index) => all.indexOf(id) !== index).map((id) => fault(part, id, 'repeated')),
  )
}

function factFaults(library: SeedLibrary): SeedFault[] {
  return library.facts.flatMap(({ id, conflictsWith }) =>
    missing(
      'facts',
      `${id}: conflictsWith`,
      conflictsWith.map((other) => ({ to: 'facts', id: other })),
      library,
    ),
  )
}

function observanceFaults(observance: Observance, library: SeedLibrary): SeedFault[] {
  const { id, defaultIssue, process } = observance
  const references: Reference[] = defaultIssue === null ? [] : [{ to: 'issues', id: defaultIssue }]
  const follows: Reference[] = process?.follows ? [{ to: 'observances', id: process.follows }] : []
  const previous = library.observances.find((other) => other.id === process?.follows)
  return [
    ...missing('observances', `${id}: defaultIssue`, references, library),
    ...missing('observances', `${id}: process.follows`, follows, library),
    ...(previous && previous.process === null
      ? [fault('observances', `${id}: process.follows`, 'noStep', { id, other: previous.id })]
      : []),
    ...(followsItself(observance, library.observances)
      ? [fault('observances', `${id}: process.follows`, 'circular')]
      : []),
    ...historyFaults(observance),
  ]
}

function followsItself(observance: Observance, all: readonly Observance[]): boolean {
  const seen = new Set<string>()
  let step: Observance | undefined = observance
  while (step !== undefined && !seen.has(step.id)) {
    seen.add(step.id)
    const follows: string | null | undefined = step.process?.follows
    step = all.find(({ id }) => id === follows)
  }
  return step?.id === observance.id
}

// The nominal day names an occurrence for ever; one that the rule does not give would be a second occurrence.
function historyFaults(observance: Observance): SeedFault[] {
  const wrong = observance.history.filter(({ nominalDate }) => {
    const day = Temporal.PlainDate.from(nominalDate)
    return !occurrencesIn(observance, [], { from: day, to: day }).some((known) => known.nominalDate.equals(day))
  })
  const first =
    observance.rule.type === 'announced'
      ? `the first day of the usual window, ${observance.rule.usualWindow.from}, of a year in which it is expected`
      : 'a day that the rule gives'
  return wrong.map(({ nominalDate }) =>
    fault('observances', `${observance.id}: history ${nominalDate}`, 'offRule', {
      first: `${first}, from ${observance.firstYear} on`,
    }),
  )
}

function issueFaults(library: SeedLibrary): SeedFault[] {
  return library.issues.flatMap((issue) => {
    const cited = factIdsOfIssue(issue)
    return [
      ...missing('issues', `${issue.id}: topics`, issue.topics.map(topic), library),
      ...missing('issues', `${issue.id}: brief`, cited.map(factReference), library),
      ...hiddenConflicts('issues', `${issue.id}: brief`, cited, library, issue.shownConflicts),
      ...withheld('issues', `${issue.id}: brief`, cited, library),
    ]
  })
}

function playbookFaults({ observance, series }: Playbook, library: SeedLibrary): SeedFault[] {
  const own: Reference[] = [{ to: 'observances', id: observance }]
  const steps = series.flatMap((step) => {
    if (step.kind === 'notice') return []
    const at = `${observance}: step ${step.offsetDays}`
    const { words } = step
    const openings = words.from === 'opening' ? locales.map((locale) => citedFactIds(words.opening[locale])) : []
    const isWordless = words.from === 'purpose' && !(step.purpose in library.playbooks.purposes)
    return [
      ...missing('playbooks', `${at}: issue`, [{ to: 'issues', id: step.issue }], library),
      ...missing('playbooks', `${at}: audienceTopics`, step.audienceTopics.map(topic), library),
      ...(words.from === 'letter'
        ? missing('playbooks', `${at}: words`, [{ to: 'letters', id: words.letter }], library)
        : []),
      ...openings.flatMap((cited) => [
        ...missing('playbooks', `${at}: words`, cited.map(factReference), library),
        ...hiddenConflicts('playbooks', `${at}: words`, cited, library, []),
        ...withheld('playbooks', `${at}: words`, cited, library),
      ]),
      ...(isWordless ? [fault('playbooks', at, 'wordless', { id: step.purpose })] : []),
    ]
  })
  return [...missing('playbooks', observance, own, library), ...steps]
}

function letterFaults(name: string, content: LetterContent, library: SeedLibrary): SeedFault[] {
  const cited = factIdsOf(content)
  return [
    ...missing('letters', name, cited.map(factReference), library),
    ...hiddenConflicts('letters', name, cited, library, []),
    ...withheld('letters', name, cited, library),
  ]
}

function cautionFaults(library: SeedLibrary): SeedFault[] {
  const { contentNotes, helpLines, withheldFacts, neverTogether, quietDays } = library.cautions
  const issues = [...contentNotes, ...helpLines.issues, ...quietDays.flatMap((days) => days.issues)]
  const facts = [...withheldFacts, ...neverTogether.flatMap((rule) => rule.facts)]
  const noted = [...contentNotes, ...helpLines.issues]
  return [
    ...missing(
      'cautions',
      'issues',
      issues.map((id) => ({ to: 'issues', id })),
      library,
    ),
    ...missing('cautions', 'facts', facts.map(factReference), library),
    ...library.issues
      .filter(({ id, brief }) => noted.includes(id) && locales.some((locale) => brief[locale].contentNote === null))
      .map(({ id }) => fault('issues', `${id}: brief`, 'noteMissing')),
  ]
}

function hiddenConflicts(
  part: Part,
  entry: string,
  cited: readonly string[],
  { facts }: SeedLibrary,
  shown: readonly (readonly [string, string])[],
): SeedFault[] {
  const isShown = (a: string, b: string): boolean => shown.some((pair) => pair.includes(a) && pair.includes(b))
  const pairs = facts.filter(({ id }) => cited.includes(id)).flatMap((fact) => conflictsAmong(fact, cited))
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()]
    .filter(([a, b]) => !isShown(a, b))
    .map(([id, other]) => fault(part, entry, 'conflict', { id, other }))
}

// A conflict that only one of the two facts names is one all the same.
function conflictsAmong({ id, conflictsWith }: Fact, cited: readonly string[]): [string, string][] {
  const both = conflictsWith.filter((other) => cited.includes(other))
  return both.map((other) => (id < other ? [id, other] : [other, id]))
}

function withheld(part: Part, entry: string, cited: readonly string[], { cautions }: SeedLibrary): SeedFault[] {
  return cited.filter((id) => cautions.withheldFacts.includes(id)).map((id) => fault(part, entry, 'withheld', { id }))
}

function missing(part: Part, entry: string, references: readonly Reference[], library: SeedLibrary): SeedFault[] {
  return references
    .filter(({ to, id }) => !idsOf(to, library).includes(id))
    .map(({ to, id }) => fault(part, entry, 'missing', { part: to, id }))
}

function idsOf(part: Reference['to'], library: SeedLibrary): string[] {
  if (part === 'topics') return library.topics.map(({ slug }) => slug)
  return part === 'letters' ? Object.keys(library.letters) : library[part].map(({ id }) => id)
}

function topic(id: string): Reference {
  return { to: 'topics', id }
}

function factReference(id: string): Reference {
  return { to: 'facts', id }
}

function fault(part: string, entry: string, rule: LibraryRule, values: RuleValues = {}): SeedFault {
  return brokenRule({ file: seedFileName(part), entry }, rule, values)
}
