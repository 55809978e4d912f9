import { Agent, request } from 'node:http'

/** One request, as a browser sends it. */
export type PageRequest = {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type PageAnswer = { readonly status: number; readonly bytes: number; readonly text: string }

/** Connections that are kept open, as many as there are readers at a time. */
export function openConnections(count: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: count, maxFreeSockets: count })
}

/** Asks for one page and reads it to its end. @throws Error of the connection */
export function loadPage(agent: Agent, { url, method = 'GET', headers = {}, body }: PageRequest): Promise<PageAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { 'Accept-Encoding': 'gzip', ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const whole = Buffer.concat(chunks)
        resolve({ status: response.statusCode ?? 0, bytes: whole.length, text: whole.toString() })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export type Load = { readonly times: readonly number[]; readonly seconds: number }

/**
 * Has so many readers ask one after the other for as long as is said.
 * @returns milliseconds that each answer took, and seconds until the last had come
 * @throws Error for an answer that is not the page
 */
export async function loadForSeconds(
  seconds: number,
  connections: number,
  ask: () => Promise<PageAnswer>,
): Promise<Load> {
  const times: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  const reader = async (): Promise<void> => {
    while (performance.now() < end) {
      const begun = performance.now()
      const { status } = await ask()
      if (status !== 200) throw new Error(`A page was answered with ${status}.`)
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: connections }, reader))
  return { times, seconds: (performance.now() - start) / 1000 }
}

/** The time below which a share of them lies. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
