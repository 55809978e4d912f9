/**
 * Memory that a payload is written into and sent from, and that the next payload then uses again: to ask the system for
 * fresh megabytes for each batch would cost more than filling them. Threads can share it.
 */
export class PayloadBuffer {
  #memory = allocate(startBytes)
  #length = 0
  // Where texts begin and end, in turn.
  #texts: number[] = []

  /** Adds a text in UTF-8. */
  writeText(text: string): void {
    this.#makeRoom(text.length * bytesPerUnitMax)
    this.#texts.push(this.#length)
    this.#length += this.#memory.write(text, this.#length)
    this.#texts.push(this.#length)
  }

  /** Adds what is the same for every reader: `clear` does not wipe it. */
  writeBytes(bytes: Buffer): void {
    this.#makeRoom(bytes.length)
    // `set` copies to shared memory in another way, which takes twice as long.
    bytes.copy(this.#memory, this.#length)
    this.#length += bytes.length
  }

  /** What was written, without a copy: it holds until the next `clear`. */
  read(): Uint8Array<SharedArrayBuffer> {
    return this.#memory.subarray(0, this.#length)
  }

  /** Forgets what was written; nothing of a reader stays in memory because we mean to use it again. */
  clear(): void {
    for (let index = 0; index < this.#texts.length; index += 2)
      this.#memory.fill(0, this.#texts[index], this.#texts[index + 1])
    this.#texts = []
    this.#length = 0
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#memory.length) return
    const grown = allocate(Math.max(2 * this.#memory.length, this.#length + bytes))
    grown.set(this.read())
    this.#memory = grown
  }
}

function allocate(bytes: number): Buffer<SharedArrayBuffer> {
  return Buffer.from(new SharedArrayBuffer(bytes))
}

const startBytes = 256 * 1024
// UTF-8 takes three bytes at most for what UTF-16 says in one unit.
const bytesPerUnitMax = 3
