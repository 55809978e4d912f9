import { useWords } from '../../words.tsx'

/** The fields of entries that the console has words for, below `library.field`. */
const fieldNames = [
  'action',
  'ask',
  'audienceTopics',
  'body',
  'brief',
  'buttonLabel',
  'cautions',
  'contentNote',
  'dates',
  'defaultIssue',
  'description',
  'disclaimer',
  'figures',
  'firstYear',
  'from',
  'greeting',
  'heading',
  'history',
  'id',
  'issue',
  'keyFigure',
  'kind',
  'label',
  'languages',
  'lead',
  'lengthDays',
  'letter',
  'message',
  'mode',
  'name',
  'nominalDate',
  'note',
  'observance',
  'offsetDays',
  'opening',
  'outcome',
  'preheader',
  'process',
  'purpose',
  'rrule',
  'rule',
  'send',
  'series',
  'shownConflicts',
  'source',
  'sourceUrl',
  'startsOn',
  'subject',
  'summary',
  'template',
  'text',
  'time',
  'timeZone',
  'title',
  'to',
  'topics',
  'type',
  'usualWindow',
  'words',
] as const

/** What a field of an entry is called; one that has no word yet by the name that the API gives it. */
export function useFieldWords(): (name: string) => string {
  const words = useWords()
  return (name) => {
    // Parts of a list are called by their place, counted as people count.
    if (/^\d+$/.test(name)) return String(Number(name) + 1)
    const known = fieldNames.find((one) => one === name)
    return known === undefined ? name : words(`library.field.${known}`)
  }
}
