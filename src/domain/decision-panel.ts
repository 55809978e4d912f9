import { decisionDays } from './decision-days.ts'
import type { LetterDecision } from './mail-template.ts'
import { createPanel, type Panel, type PanelRow, type PanelVoice } from './panel.ts'
import { isHttpsUrl } from './rich-text.ts'
import type { Outcome } from './un-outcome.ts'

/**
 * How a step of a process ended: the result, the votes, the text's number, who put their names to it, and who says so.
 * @param title of the letter, which is not repeated
 */
export function decisionPanel(
  { name, outcome, day, timeZone, sourceUrl }: LetterDecision,
  title: string,
  voice: PanelVoice,
): Panel {
  const { local, atHome } = decisionDays(day, timeZone, voice.locale)
  const date =
    atHome === null
      ? voice.word('decision.localDay', { day: voice.day(local) })
      : voice.word('decision.bothDays', { day: voice.day(local), atHome: voice.day(atHome) })
  return createPanel({
    heading: voice.word(`decision.result.${outcome.result}`),
    subject: name === title ? null : name,
    tally: tallyOf(outcome, voice),
    rows: [
      row(voice.word('decision.date'), date),
      ...outcomeRows(outcome, voice),
      ...(isHttpsUrl(sourceUrl)
        ? [{ label: voice.word('decision.source'), value: new URL(sourceUrl).hostname, url: sourceUrl }]
        : []),
    ],
  })
}

/**
 * What stands in place of a decision before there is one.
 * @param day when it is expected; null where nobody knows yet
 */
export function openDecisionPanel(day: Temporal.PlainDate | null, voice: PanelVoice): Panel {
  return createPanel({
    heading: voice.word('decision.openTitle'),
    paragraphs: [
      day === null ? voice.word('decision.open') : voice.word('decision.openDay', { day: voice.day(day) }),
      voice.word('decision.openPromise'),
    ],
  })
}

function tallyOf(outcome: Outcome, { word }: PanelVoice): Panel['tally'] {
  if (!('for' in outcome)) return []
  return [
    { count: outcome.for, label: word('decision.for') },
    { count: outcome.against, label: word('decision.against') },
    { count: outcome.abstaining, label: word('decision.abstaining') },
  ]
}

function outcomeRows(outcome: Outcome, voice: PanelVoice): PanelRow[] {
  const { word } = voice
  const rows: PanelRow[] = []
  if ('document' in outcome && outcome.document !== null) rows.push(row(word('decision.document'), outcome.document))
  if ('coSponsors' in outcome) {
    const sponsors = sponsorsOf(outcome, voice)
    if (sponsors !== null) rows.push(row(word('decision.coSponsors'), sponsors))
  }
  if (outcome.result === 'reviewed') {
    const { recommendations, refused, concludedOn } = outcome
    rows.push(
      row(
        word('decision.recommendations'),
        refused === null
          ? word('decision.recommended', { count: recommendations })
          : word('decision.recommendedAndRefused', { count: recommendations, refused }),
      ),
    )
    if (concludedOn !== null)
      rows.push(row(word('decision.concluded'), voice.day(Temporal.PlainDate.from(concludedOn))))
  }
  return rows
}

function sponsorsOf(
  { coSponsors, countries }: Extract<Outcome, { coSponsors: number | null }>,
  { locale, word }: PanelVoice,
): string | null {
  const regions = new Intl.DisplayNames(locale, { type: 'region' })
  const names = countries.map((code) => regions.of(code) ?? code).join(', ')
  if (coSponsors === null) return countries.length === 0 ? null : names
  return countries.length === 0
    ? word('decision.states', { count: coSponsors })
    : word('decision.statesAmongThem', { count: coSponsors, names })
}

function row(label: string, value: string): PanelRow {
  return { label, value, url: null }
}
