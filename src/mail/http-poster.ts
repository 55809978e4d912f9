import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** Where everything is posted, and the headers that every call carries. */
export type HttpEndpoint = { readonly url: string; readonly headers: Readonly<Record<string, string>> }

/** An answer of whatever status, read to its end. */
export type HttpAnswer = {
  readonly status: number
  /** Names in lower case; what came several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Whether the last of the body has left. Its memory is not to be written to as long as it has not. */
  readonly isBodySent: boolean
}

/**
 * What a call came to. `unanswered`: no connection, or it broke, or the signal came first; `thread-ended`: the thread
 * died meanwhile, or was closed. In both cases nobody can say whether the body was read, and some of it may still be on
 * its way.
 */
export type PostOutcome = HttpAnswer | 'unanswered' | 'thread-ended'

export type PostOptions = {
  /** Those of this call alone. */
  readonly headers: Readonly<Record<string, string>>
  /** Ends the call, and its connection. */
  readonly signal: AbortSignal
}

export type HttpPoster = {
  /** Posts a body once, as it stands in memory that threads can share. Redirects are not followed, and nothing is thrown. */
  post(body: Uint8Array<SharedArrayBuffer>, options: PostOptions): Promise<PostOutcome>
  /** Ends the thread and its connections. */
  close(): Promise<void>
}

/** To the thread: a call, or the wish that it end. */
export type PostErrand =
  | {
      readonly kind: 'post'
      readonly id: number
      readonly body: Uint8Array<SharedArrayBuffer>
      readonly headers: PostOptions['headers']
    }
  | { readonly kind: 'abort'; readonly id: number }

/** From the thread. */
export type PostResult = { readonly id: number; readonly outcome: PostOutcome }

// Bodies lie outside of this memory, and answers are small. V8 lets garbage lie that it has room for.
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 }

/**
 * Posts bodies from a thread of its own, so that sockets take no time of the thread that calls. It starts with the first
 * call; when it dies, the next call starts another. No process is kept alive by it but for an answer that is waited for.
 */
export function createHttpPoster(endpoint: HttpEndpoint): HttpPoster {
  return new ThreadPoster(endpoint)
}

class ThreadPoster implements HttpPoster {
  readonly #endpoint: HttpEndpoint
  readonly #underWay = new Map<number, (outcome: PostOutcome) => void>()
  #thread: Worker | null = null
  #lastId = 0

  constructor(endpoint: HttpEndpoint) {
    this.#endpoint = endpoint
  }

  async post(body: Uint8Array<SharedArrayBuffer>, { headers, signal }: PostOptions): Promise<PostOutcome> {
    if (signal.aborted) return 'unanswered'
    const thread = (this.#thread ??= this.#startThread())
    const id = ++this.#lastId
    const { promise, resolve } = Promise.withResolvers<PostOutcome>()
    const abort = (): void => {
      thread.postMessage({ kind: 'abort', id } satisfies PostErrand)
      resolve('unanswered')
    }
    signal.addEventListener('abort', abort, { once: true })
    this.#underWay.set(id, resolve)
    thread.ref()
    thread.postMessage({ kind: 'post', id, body, headers } satisfies PostErrand)
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', abort)
      this.#underWay.delete(id)
      if (this.#underWay.size === 0) thread.unref()
    }
  }

  async close(): Promise<void> {
    await this.#thread?.terminate()
  }

  #startThread(): Worker {
    // Beside this file, among the sources as in `dist`.
    const file = new URL(`http-poster-thread${extname(import.meta.url)}`, import.meta.url)
    const thread = new Worker(file, { name: 'http-poster', workerData: this.#endpoint, resourceLimits })
    thread.on('message', ({ id, outcome }: PostResult) => this.#underWay.get(id)?.(outcome))
    // What it died of may quote what it carried. Its end follows, and says enough.
    thread.on('error', () => {})
    thread.on('exit', () => {
      this.#thread = null
      for (const end of this.#underWay.values()) end('thread-ended')
    })
    return thread
  }
}
