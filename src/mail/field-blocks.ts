/** The fields of one block, by their names in lower case; the first of a name counts. Values are unfolded. */
export type FieldBlock = ReadonlyMap<string, string>

// A genuine report has a block or two, and a letter's own header some fifty lines.
const blocksMax = 50
const linesMax = 2_000

const field = /^([!-9;-~]{1,128})[ \t]*:(.*)$/
const fold = /^[ \t]+(?=\S)/

/**
 * Reads blocks of `Name: value` lines that empty lines separate, as a delivery status (RFC 3464 §2.1), a feedback
 * report (RFC 5965 §3) and the header of a message (RFC 5322 §2.2) are made of. A line that is no field is passed over,
 * and so is whatever exceeds a plausible number of lines or blocks.
 */
export function readFieldBlocks(text: string): FieldBlock[] {
  const blocks: Map<string, string>[] = []
  let current: Map<string, string> | null = null
  let last: string | null = null
  for (const line of text.split(/\r\n|\n|\r/, linesMax)) {
    if (line.trim() === '') {
      current = null
      last = null
      continue
    }
    if (current && last !== null && fold.test(line)) {
      current.set(last, `${current.get(last) ?? ''} ${line.trim()}`)
      continue
    }
    const parts = field.exec(line)
    const name = parts?.[1]?.toLowerCase() ?? null
    last = name
    if (name === null) continue
    if (!current) {
      if (blocks.length === blocksMax) break
      current = new Map()
      blocks.push(current)
    }
    // What continues a repeated field must not be added to the first.
    if (current.has(name)) last = null
    else current.set(name, parts?.[2]?.trim() ?? '')
  }
  return blocks
}
