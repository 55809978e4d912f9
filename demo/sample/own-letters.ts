import type { AudienceRule } from '#domain/audience'
import type { LetterEvent } from '#domain/letter-event'
import { note } from '../letters.ts'
import type { OwnLetter } from './campaign-desk.ts'

const nobody: AudienceRule = { topics: [], exceptTopics: [], locales: [], timeZones: [] }

/** A brief for those who write about the subject. None of the three readers of the story has chosen its topic. */
export const pressNote: OwnLetter = {
  name: 'Press note: how we count',
  slug: 'press-note-how-we-count',
  kind: 'issue-brief',
  audience: { ...nobody, topics: ['press-and-partners'] },
  contents: {
    en: note({
      subject: 'How we count, and what we do not know',
      preheader: 'Where our figures come from, and how to quote them.',
      title: 'How we count',
      summary: 'Every figure in our letters has a source and a date. Here is how to find both.',
      body: 'Under each letter stands a list of its sources. Where two of them differ we print both, and say what each of them counted.',
    }),
    ko: note({
      subject: '숫자를 세는 방법, 그리고 아직 모르는 것',
      preheader: '수치의 출처와 인용 방법을 안내해 드립니다.',
      title: '숫자를 세는 방법',
      summary: '편지에 실린 모든 수치에는 출처와 기준일이 있습니다. 찾는 방법을 알려 드립니다.',
      body: '편지 아래에는 출처 목록이 있습니다. 두 출처가 서로 다르면 둘 다 싣고, 각각 무엇을 세었는지 밝힙니다.',
    }),
  },
}

/** A letter that goes round the world with the hour. */
export const radioEvening: OwnLetter = {
  name: 'Radio evening: listen with us',
  slug: 'radio-evening',
  kind: 'issue-brief',
  audience: { ...nobody, topics: ['open-information'] },
  contents: {
    en: note({
      subject: 'An evening of radio',
      preheader: 'One hour of short wave, and what it means to hear it.',
      title: 'Listen with us',
      summary: 'A short-wave set is small enough to hide. This evening we listen to one together.',
      body: 'Find a quiet hour, and a friend. We have written down what to listen for, and what those who once listened in secret remember of it.',
    }),
    ko: note({
      subject: '라디오와 함께하는 저녁',
      preheader: '단파 라디오 한 시간, 그 소리를 듣는다는 것.',
      title: '함께 들어 봅니다',
      summary: '단파 라디오는 감출 수 있을 만큼 작습니다. 오늘 저녁 함께 들어 봅니다.',
      body: '조용한 한 시간을 내어 친구와 함께 들어 보십시오. 무엇에 귀 기울이면 좋은지, 몰래 듣던 이들이 무엇을 기억하는지 적어 두었습니다.',
    }),
  },
}

/** A letter whose subject may not be known before a certain hour. */
export const reportSummary: OwnLetter = {
  name: 'Summary of the yearly report',
  slug: 'yearly-report-summary',
  kind: 'issue-brief',
  audience: { ...nobody, topics: ['un-watch'] },
  contents: {
    en: note({
      subject: 'The yearly report in two minutes',
      preheader: 'What it says, what is new, and what it leaves open.',
      title: 'The yearly report in two minutes',
      summary: 'The report comes out today at noon in New York. We have read it for you.',
      body: 'Three chapters are new this year. The last of them asks a question that no report has answered so far, and says why.',
    }),
    ko: note({
      subject: '2분 만에 읽는 연례 보고서',
      preheader: '무엇이 담겼고, 무엇이 새로우며, 무엇이 남았는지 전합니다.',
      title: '2분 만에 읽는 연례 보고서',
      summary: '보고서는 뉴욕 시각으로 오늘 정오에 공개됩니다. 먼저 읽고 정리해 드립니다.',
      body: '올해는 세 장이 새로 실렸습니다. 마지막 장은 지금까지 어느 보고서도 답하지 못한 물음을 던지고 그 까닭을 밝힙니다.',
    }),
  },
}

/** An invitation. */
export const openTable: OwnLetter = {
  name: 'Open table: neighbours and newcomers',
  slug: 'open-table',
  kind: 'event',
  audience: { ...nobody, topics: ['starting-over'], timeZones: ['Asia/Seoul'] },
  contents: {
    en: note({
      subject: 'You are invited: an open table',
      preheader: 'An evening of food and talk. Everybody is welcome.',
      title: 'An open table',
      summary: 'Once a season, neighbours and newcomers cook for each other. You are invited.',
      body: 'Bring an appetite and, if you like, a dish. Nobody takes pictures, and nobody asks where anybody is from.',
    }),
    ko: note({
      subject: '열린 식탁에 초대합니다',
      preheader: '음식과 이야기가 있는 저녁입니다. 누구나 환영합니다.',
      title: '열린 식탁',
      summary: '계절마다 한 번, 이웃과 새 이웃이 서로를 위해 요리합니다. 여러분을 초대합니다.',
      body: '가벼운 마음으로 오십시오. 음식을 하나 가져오셔도 좋습니다. 사진은 찍지 않으며, 어디에서 왔는지도 묻지 않습니다.',
    }),
  },
}

/** Two who wrote the same: a letter that was given up. */
export const secondInvitation: OwnLetter = {
  ...openTable,
  name: 'Open table, second invitation',
  slug: 'open-table-again',
}

/** What `openTable` invites to. */
export function openTableOn(day: Temporal.PlainDate): LetterEvent {
  return {
    name: { en: 'Open table: neighbours and newcomers', ko: '열린 식탁: 이웃과 새 이웃' },
    date: day.toString(),
    time: '19:00',
    timeZone: 'Asia/Seoul',
    durationMinutes: 120,
    place: { en: 'Example Library, second floor, Seoul', ko: '서울 예시도서관 2층' },
    url: null,
  }
}
