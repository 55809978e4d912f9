/** A run of words that stayed, went or came. */
export type DiffRun = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** Longer texts are shown whole, before and after: a table of their words would take seconds. */
const wordsMax = 2_000

/** How one text became another, word by word: the shortest list of runs that went and came. */
export function diffWords(before: string, after: string): DiffRun[] {
  const one = split(before)
  const other = split(after)
  if (one.length > wordsMax || other.length > wordsMax) return join([...gone(one), ...come(other)])
  const lengths = commonLengths(one, other)
  const runs: DiffRun[] = []
  let i = 0
  let j = 0
  while (i < one.length && j < other.length) {
    const [word = '', wanted = ''] = [one[i], other[j]]
    if (word === wanted) {
      runs.push({ kind: 'same', text: word })
      i += 1
      j += 1
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
      runs.push({ kind: 'gone', text: word })
      i += 1
    } else {
      runs.push({ kind: 'new', text: wanted })
      j += 1
    }
  }
  return join([...runs, ...gone(one.slice(i)), ...come(other.slice(j))])
}

// Words with the space after them, so that joining gives the text back.
function split(text: string): string[] {
  return text.match(/\S+\s*|\s+/gu) ?? []
}

function gone(words: readonly string[]): DiffRun[] {
  return words.map((text) => ({ kind: 'gone', text }))
}

function come(words: readonly string[]): DiffRun[] {
  return words.map((text) => ({ kind: 'new', text }))
}

/** The length of the longest common subsequence from each pair of words on. */
function commonLengths(one: readonly string[], other: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1))
  for (let i = one.length - 1; i >= 0; i -= 1) {
    const row = rows[i]
    const next = rows[i + 1]
    if (row === undefined || next === undefined) continue
    for (let j = other.length - 1; j >= 0; j -= 1)
      row[j] = one[i] === other[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0)
  }
  return rows
}

function join(runs: readonly DiffRun[]): DiffRun[] {
  const joined: DiffRun[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last?.kind === run.kind) joined[joined.length - 1] = { kind: run.kind, text: last.text + run.text }
    else joined.push(run)
  }
  return joined
}
