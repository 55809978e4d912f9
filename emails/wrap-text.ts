import { textWidth } from '#domain/text-width'

/** Columns of the text part. */
export const textColumns = 72

/**
 * Breaks text into lines of at most `textColumns`, at plain spaces only, so a URL or a word that is longer keeps its
 * own line whole. `first` and `rest` begin the first and the later lines. Line feeds in the text are kept.
 */
export function wrapText(text: string, { first = '', rest = first }: { first?: string; rest?: string } = {}): string {
  const lines: string[] = []
  for (const paragraph of withoutJoiners(text).split('\n')) {
    let line = lines.length === 0 ? first : rest
    let empty = true
    for (const word of paragraph.split(' ').filter((part) => part !== '')) {
      if (!empty && textWidth(line) + 1 + textWidth(word) > textColumns) {
        lines.push(line)
        line = rest
        empty = true
      }
      line += empty ? word : ` ${word}`
      empty = false
    }
    lines.push(line.trimEnd())
  }
  return lines.join('\n').replaceAll('\u00a0', ' ')
}

/** A line across the text part. */
export const textRule = '-'.repeat(textColumns)

// U+2060 keeps a figure and its particle together in HTML; here lines break at spaces only, and some readers draw it.
function withoutJoiners(text: string): string {
  return text.replaceAll('\u2060', '')
}
