/** Where the story is told. */
export type Narrator = {
  /** Begins a part of the story. */
  chapter(title: string): void
  /** Tells what has happened. */
  tell(line: string): void
  /** Shows how far something is: in place on a terminal, elsewhere as a line every so many seconds. */
  progress(line: string, everySeconds: number): void
  /** Sets names and values in two columns under a title. */
  table(title: string, rows: readonly (readonly [name: string, value: string])[]): void
  /** A line by itself. */
  note(line: string): void
}

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>

const clearLine = '\r\u001b[2K'

/**
 * Tells the story on an output, each line with the time since the start of the process. Colours and lines that change
 * are for terminals only.
 */
export function createNarrator(output: Output): Narrator {
  const isTerminal = output.isTTY
  let chapters = 0
  let shownAt: number | null = null

  const write = (line: string): void => {
    output.write(`${isTerminal && shownAt !== null ? clearLine : ''}${line}\n`)
    shownAt = null
  }
  const bold = (text: string): string => (isTerminal ? `\u001b[1m${text}\u001b[22m` : text)
  const dim = (text: string): string => (isTerminal ? `\u001b[2m${text}\u001b[22m` : text)
  const timed = (line: string): string => `${dim(clock(performance.now()))}  ${line}`

  return {
    chapter(title) {
      chapters += 1
      write(`\n${bold(`${chapters}. ${title}`)}`)
    },
    tell: (line) => write(timed(line)),
    progress(line, everySeconds) {
      const now = performance.now()
      if (isTerminal) output.write(`${clearLine}${timed(line)}`)
      else if (shownAt === null || now - shownAt >= everySeconds * 1000) output.write(`${timed(line)}\n`)
      else return
      shownAt = now
    },
    table(title, rows) {
      const width = Math.max(...rows.map(([name]) => name.length)) + 3
      write(`\n${bold(title)}`)
      for (const [name, value] of rows) write(`  ${name.padEnd(width)}${value}`)
    },
    note: (line) => write(line),
  }
}

/** Minutes and seconds: ` 2:07`. */
function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`.padStart(5)
}
