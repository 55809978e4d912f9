import { stepPurposes } from '#domain/step-purpose'
import { useWords } from '../../words.tsx'

/** The fields of entries, which have words below `library.field`; after a hyphen, a field of a certain part. */
export const fieldNames = [
  'abstaining',
  'action',
  'against',
  'ask',
  'audienceTopics',
  'body',
  'brief',
  'cautions',
  'coSponsors',
  'concludedOn',
  'content-note-missing',
  'contentNote',
  'contentNotes',
  'countries',
  'dates',
  'daysAfter',
  'daysBefore',
  'defaultIssue',
  'description',
  'disclaimer',
  'discreet',
  'document',
  'except',
  'eyebrow',
  'fact-withheld',
  'factId',
  'facts',
  'facts-together',
  'figure',
  'figures',
  'firstYear',
  'follows',
  'for',
  'from',
  'hard',
  'heading',
  'help-line-missing',
  'helpLines',
  'history',
  'id',
  'identifying-detail',
  'indiscreet',
  'isPlanOnly',
  'issue',
  'issues',
  'keyFigure',
  'kind',
  'label',
  'language',
  'languages',
  'lengthDays',
  'letter',
  'lines',
  'linkHosts',
  'links',
  'message',
  'mode',
  'name',
  'neverTogether',
  'nominalDate',
  'not-our-voice',
  'notOurVoice',
  'note',
  'number',
  'observance',
  'offsetDays',
  'opening',
  'outcome',
  'place',
  'prefer',
  'preheader',
  'process',
  'purpose',
  'quiet-days',
  'quietDays',
  'recommendations',
  'refused',
  'remedies',
  'result',
  'rrule',
  'rule',
  'send',
  'sentence',
  'series',
  'shownConflicts',
  'source',
  'sourceUrl',
  'startsOn',
  'step',
  'subject',
  'summary',
  'template',
  'term',
  'terms',
  'text',
  'time',
  'timeZone',
  'title',
  'to',
  'topics',
  'type',
  'unit',
  'url',
  'usualWindow',
  'usualWindow-from',
  'usualWindow-to',
  'watch-list',
  'why',
  'withheldFacts',
  'words',
  'years',
] as const

/** What a field of an entry can be chosen to say, which has words below `library.option`. */
export const optionNames = [
  'rrule',
  'dated',
  'announced',
  'report',
  'committee',
  'decision',
  'review',
  'adopted-without-vote',
  'adopted',
  'adopted-by-vote',
  'rejected-by-vote',
  'postponed',
  'reported',
  'reviewed',
  'write',
  'donate',
  'attend',
  'share',
  'volunteer',
  'learn',
  'notice',
  'letter',
  ...stepPurposes,
  'observance',
  'event',
  'un-resolution',
  'action-alert',
  'issue-brief',
  'opening',
  'purpose',
  'en',
  'ko',
  'local-time',
  'instant',
  'on-outcome',
] as const

/** Fields that want a word on what to type, below `library.hint`. */
const hintNames = ['countries', 'document', 'rrule', 'time', 'timeZone', 'usualWindow-from', 'usualWindow-to'] as const

/** What a choice of a form is called; one that has no word yet by the name that the API gives it. */
export function useOptionWords(): (name: string) => string {
  const words = useWords()
  return (name) => {
    const known = optionNames.find((one) => one === name)
    return known === undefined ? name : words(`library.option.${known}`)
  }
}

/** What the field at a place is called. Fields that go by what can be chosen elsewhere are called as that is. */
export function useFieldWords(): (path: readonly string[]) => string {
  const words = useWords()
  const optionWords = useOptionWords()
  return (path) => {
    const [within, name] = namesOf(path)
    // Parts of a list are called by their place, counted as people count.
    if (/^\d+$/.test(name)) return String(Number(name) + 1)
    const known = fieldNames.find((one) => one === within) ?? fieldNames.find((one) => one === name)
    return known === undefined ? optionWords(name) : words(`library.field.${known}`)
  }
}

/** What to type into the field at a place, where its name does not say it. */
export function useHintWords(): (path: readonly string[]) => string | undefined {
  const words = useWords()
  return (path) => {
    const [within, name] = namesOf(path)
    const known = hintNames.find((one) => one === within || one === name)
    return known === undefined ? undefined : words(`library.hint.${known}`)
  }
}

function namesOf(path: readonly string[]): readonly [within: string, name: string] {
  return [path.slice(-2).join('-'), path.at(-1) ?? '']
}
