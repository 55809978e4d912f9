import { randomUUID } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { keepPulse } from '#actions/keep-pulse'
import type { World } from '#actions/world'
import type { StopReason } from '#domain/sending-stop'

/** What this installation remembers of the pulse of sending outside of the database, so that it knows a restored one. */
export class PulseMemory {
  readonly #file: string | null
  readonly #id = randomUUID()
  #beat: number | null = null

  /** @param file where the last beat survives this process; null where it need not */
  constructor(file: string | null) {
    this.#file = file
  }

  /**
   * Beats once: raises the pulse in the database, which may stop sending, and remembers the new one.
   * @returns why sending was stopped now, if it was
   * @throws Error for a file that is there and holds no beat
   */
  async beat(world: World): Promise<StopReason | null> {
    const inFile = await this.#read()
    const remembered = this.#beat === null ? inFile : Math.max(this.#beat, inFile ?? 0)
    const { beat, stopped } = await keepPulse(world, { remembered })
    this.#beat = beat
    await this.#write(beat)
    return stopped
  }

  async #read(): Promise<number | null> {
    if (this.#file === null) return null
    let text: string
    try {
      text = await readFile(this.#file, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
    const beat = /^\{"beat":(\d{1,15})\}\n$/.exec(text)?.[1]
    if (beat === undefined) {
      throw new Error(`${this.#file} does not hold the pulse of sending. Remove it only if no backup was restored.`)
    }
    return Number(beat)
  }

  async #write(beat: number): Promise<void> {
    if (this.#file === null) return
    // Another worker may write at the same time: each its own file, put in place as a whole. The later one counts.
    const draft = `${this.#file}.${this.#id}`
    const handle = await open(draft, 'w', 0o600)
    try {
      await handle.writeFile(`${JSON.stringify({ beat })}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, this.#file)
  }
}
