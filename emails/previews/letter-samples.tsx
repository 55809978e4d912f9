import { draftCorrection, type CorrectionWords } from '#domain/draft-correction'
import { draftLetter } from '#domain/draft-letter'
import { issueSchema } from '#domain/issue'
import { factSchema, type Fact } from '#domain/fact'
import { factIdsOf, letterContentsSchema, type LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { LetterInput, LetterKind, LetterMatter, SlotValues } from '#domain/mail-template'
import { observanceSchema } from '#domain/observance'
import { playbookSchema, purposeWordsSchema, type LetterStep } from '#domain/playbook'
import { causeSchema } from '#domain/cause'
import cause from '#content/cause' with { type: 'json' }
import ledger from '#content/facts' with { type: 'json' }
import issueFile from '#content/issues' with { type: 'json' }
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import observanceFile from '#content/observances' with { type: 'json' }
import playbookFile from '#content/playbooks' with { type: 'json' }
import topicFile from '#content/topics' with { type: 'json' }
import { letterhead } from './samples.ts'

const readerValues: Readonly<Record<Locale, SlotValues>> = {
  en: { ...readerLinks(), greeting: 'Hello Minji,', phrase: 'meadow pencil amber' },
  ko: { ...readerLinks(), greeting: '민지 님, 안녕하세요.', phrase: '연필 구름 살구' },
}

const facts = factSchema.array().parse(ledger)
const issues = issueSchema.array().parse(issueFile)
const observances = observanceSchema.array().parse(observanceFile)
const playbooks = playbookSchema.array().parse(playbookFile.series)
const purposeWords = purposeWordsSchema.parse(playbookFile.purposes)
const { links } = causeSchema.parse(cause)
const wholeLetters = new Map([['defectors-day', letterContentsSchema.parse(defectorsDay)]])

/** A letter as an invented organisation would send it to an invented reader. */
export type SampleLetter = LetterInput & { values: SlotValues }

/** The day itself, from its own whole letter. */
export function sampleObservance(locale: Locale): SampleLetter {
  return sampleStep('nk-defectors-day', 0, '2026-07-14', locale)
}

/** The brief with the most figures that contradict each other. */
export function sampleIssueBrief(locale: Locale): SampleLetter {
  return sampleBrief('fewer-arrivals', locale)
}

/** The brief of an issue, as a letter without a day of its own. */
export function sampleBrief(issueId: string, locale: Locale): SampleLetter {
  const { topics, brief, ask } = required(
    issues.find(({ id }) => id === issueId),
    issueId,
  )
  const { heading, text, label, message, action } = ask
  const content = {
    ...brief[locale],
    ask: {
      heading: heading[locale],
      text: text[locale],
      label: label[locale],
      url: required(links[action], action),
      message: message && message[locale],
    },
  }
  return sampleLetter('issue-brief', content, { locale, date: null, topics })
}

/** A resolution that was adopted without a vote, on a day that is the next one in Seoul. */
export function sampleResolution(locale: Locale): SampleLetter {
  const { name, timeZone } = observanceOf('unga-plenary')
  return {
    ...sampleStep('unga-plenary', 0, '2025-12-18', locale),
    decision: {
      name: name[locale],
      outcome: { result: 'adopted-without-vote', document: 'A/RES/80/999', coSponsors: 61, countries: ['KR', 'JP'] },
      day: Temporal.PlainDate.from('2025-12-18'),
      timeZone,
      sourceUrl: 'https://press.un.example/ga/decisions',
    },
  }
}

/** A resolution that was put to the vote. */
export function sampleVote(locale: Locale): SampleLetter {
  const { name, timeZone } = observanceOf('hrc-resolution')
  return {
    ...sampleStep('hrc-resolution', 0, '2014-03-28', locale),
    decision: {
      name: name[locale],
      outcome: {
        result: 'adopted-by-vote',
        document: 'A/HRC/RES/25/25',
        coSponsors: null,
        countries: [],
        for: 30,
        against: 6,
        abstaining: 11,
      },
      day: Temporal.PlainDate.from('2014-03-28'),
      timeZone,
      sourceUrl: 'https://documents.un.example/a-hrc-res-25-25',
    },
  }
}

/** The eve of a decision: nothing is certain yet. */
export function sampleEve(locale: Locale): SampleLetter {
  return { ...sampleStep('unga-plenary', -1, '2026-12-17', locale), isDecisionOpen: true }
}

/** An invitation. */
export function sampleEvent(locale: Locale): SampleLetter {
  const event = {
    name: { en: 'Open table: neighbours and newcomers', ko: '열린 식탁: 이웃과 새 이웃' },
    date: '2026-07-14',
    time: '19:00',
    timeZone: 'Asia/Seoul',
    durationMinutes: 90,
    place: { en: 'Yesi Library, 2F, Seoul', ko: '서울 예시도서관 2층' },
    url: 'https://northlight.example/events/open-table',
  }
  const calendarUrl = `https://northlight.example/letters/open-table/event.ics?lang=${locale}`
  return { ...sampleStep('nk-defectors-day', -7, '2026-07-14', locale), event: { event, calendarUrl } }
}

/** One thing to do before the wording is settled, with a message to send. */
export function sampleAlert(locale: Locale): SampleLetter {
  return sampleStep('unga-third-committee', -7, '2026-11-18', locale)
}

const correctionWords: Readonly<Record<Locale, CorrectionWords>> = {
  en: {
    subject: 'A correction to our letter of 14 July',
    preheader: 'What we wrote, and what is right.',
    title: 'We gave a total its wrong year',
    summary: 'The letter gave the total of 2019 as that of 2025. We are sorry, and put it right here.',
    wrote: 'What we wrote',
    right: 'What is right',
    since: () => 'We have known this since 15 July 2026.',
  },
  ko: {
    subject: '7월 14일 편지를 바로잡습니다',
    preheader: '저희가 적은 내용과 바른 내용을 함께 전합니다.',
    title: '누계의 기준 연도를 잘못 적었습니다',
    summary: '2019년 누계를 2025년 누계로 적었습니다. 사과드리며 여기에서 바로잡습니다.',
    wrote: '저희가 적은 내용',
    right: '바른 내용',
    since: () => '2026년 7월 15일에 알게 되었습니다.',
  },
}

/** A correction of the letter for the day. */
export function sampleCorrection(locale: Locale): SampleLetter {
  const corrected = required(wholeLetters.get('defectors-day')?.[locale], 'defectors-day')
  const content = draftCorrection(corrected, {
    words: correctionWords[locale],
    facts: [{ before: factOf('CNT-03'), after: factOf('X-01'), changedOn: Temporal.PlainDate.from('2026-07-15') }],
    locale,
    today: Temporal.PlainDate.from('2026-07-16'),
  })
  return {
    ...sampleLetter('correction', content, { locale, date: null, topics: ['starting-over'] }),
    corrects: {
      title: corrected.title,
      sentOn: Temporal.PlainDate.from('2026-07-14'),
      url: `https://northlight.example/letters/a-day-of-beginning-again?lang=${locale}`,
    },
  }
}

// The draft that planning makes of a step of a playbook, unchanged.
function sampleStep(observanceId: string, offsetDays: number, date: string, locale: Locale): SampleLetter {
  const step = required(
    playbooks
      .find(({ observance }) => observance === observanceId)
      ?.series.find((one): one is LetterStep => one.kind === 'letter' && one.offsetDays === offsetDays),
    `${observanceId} ${offsetDays}`,
  )
  const issue = required(
    issues.find(({ id }) => id === step.issue),
    step.issue,
  )
  const observance = observanceOf(observanceId)
  const contents = draftLetter({ step, observance, issue, letters: wholeLetters, purposeWords, links })
  const content = required(contents[locale], locale)
  return sampleLetter(step.template, content, { locale, date, topics: step.audienceTopics })
}

function sampleLetter(
  kind: LetterKind,
  content: LetterContent,
  { locale, date, topics }: { locale: Locale; date: string | null; topics: readonly string[] },
): SampleLetter {
  const nothing: LetterMatter = { event: null, decision: null, isDecisionOpen: false, corrects: null }
  return {
    kind,
    locale,
    content,
    ...nothing,
    facts: factIdsOf(content).map(factOf),
    letterhead,
    date: date === null ? null : Temporal.PlainDate.from(date),
    topics: topicFile.filter(({ slug }) => topics.includes(slug)).map(({ name }) => name[locale]),
    code: '7K4Q-2M9X-5',
    urls: {
      web: `https://northlight.example/${locale}/letters/7K4Q-2M9X-5`,
      verify: 'https://northlight.example/verify',
      privacy: 'https://northlight.example/privacy',
      archive: 'https://northlight.example/letters',
    },
    values: readerValues[locale],
  }
}

function observanceOf(observanceId: string) {
  return required(
    observances.find(({ id }) => id === observanceId),
    observanceId,
  )
}

function factOf(factId: string): Fact {
  return required(
    facts.find(({ id }) => id === factId),
    factId,
  )
}

function readerLinks() {
  return {
    preferencesUrl: 'https://northlight.example/preferences/Zk3pW7bYh2Qd',
    unsubscribeUrl: 'https://northlight.example/u/R4mC8sLx1TzN',
  }
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The library has no ${what}`)
  return value
}
