import type { Panel } from '#domain/panel'
import { plainHeading } from './plain-rich-text.ts'
import { wrapText } from './wrap-text.ts'

/** A panel in plain text. A link that opens the printed words in a mail program is left out: the words are there. */
export function plainPanel({ heading, subject, tally, rows, paragraphs, button, links, note }: Panel): string {
  const ways = [...(button === null ? [] : [button]), ...links].filter(({ url }) => !url.startsWith('mailto:'))
  const blocks = [
    plainHeading(heading),
    subject === null ? '' : wrapText(subject),
    tally.map(({ count, label }) => `${label} ${count}`).join(' · '),
    rows
      .map(({ label, value, url }) => (url === null ? wrapText(`${label}: ${value}`) : `${label}: ${url}`))
      .join('\n'),
    ...paragraphs.map((paragraph) => wrapText(paragraph)),
    ways.map(({ label, url }) => `${label}: ${url}`).join('\n'),
    note === null ? '' : wrapText(note),
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}
