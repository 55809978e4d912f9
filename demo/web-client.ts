import { DemoFailure } from './demo-failure.ts'

/** What came back, read to its end. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string }

/** Sends requests to one origin and keeps its cookies, as a browser does. Redirects are answers, too. */
export type WebClient = {
  get(target: string): Promise<Answer>
  send(method: 'POST' | 'PUT', target: string, request: { type: string; body: string }): Promise<Answer>
}

type Outgoing = { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string }

const answerMilliseconds = 30_000

/**
 * Opens a client.
 * @param language what it says in `Accept-Language`
 * @param origin what it says in `Origin` with every change; null for a mail program, which says none
 */
export function openWebClient(
  publicUrl: string,
  { language, origin, signal }: { language: string; origin: string | null; signal: AbortSignal },
): WebClient {
  const cookies = new Map<string, string>()

  const exchange = async (target: string, init: Outgoing): Promise<Answer> => {
    const url = new URL(target, publicUrl)
    const headers = {
      ...init.headers,
      'Accept-Language': language,
      ...(cookies.size > 0 && { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
    }
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(answerMilliseconds)])
    try {
      const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: inTime })
      keepCookies(cookies, response.headers.getSetCookie())
      return { status: response.status, headers: response.headers, text: await response.text() }
    } catch {
      signal.throwIfAborted()
      throw new DemoFailure(`Northlight did not answer ${init.method} ${nameOf(url)}.`)
    }
  }

  return {
    get: (target) => exchange(target, { method: 'GET', headers: {} }),
    send: (method, target, { type, body }) =>
      exchange(target, { method, body, headers: { 'Content-Type': type, ...(origin !== null && { Origin: origin }) } }),
  }
}

/** Sends a filled form, as a page does. */
export async function submitForm(client: WebClient, action: string, fields: URLSearchParams): Promise<Answer> {
  return client.send('POST', action, { type: 'application/x-www-form-urlencoded', body: fields.toString() })
}

/** A path with its plain words alone: every other part can be an id or a token, and the query an address. */
export function nameOf(url: URL): string {
  return url.pathname
    .split('/')
    .map((part) => (/^[a-z-]{0,20}$/.test(part) ? part : '…'))
    .join('/')
}

function keepCookies(cookies: Map<string, string>, set: readonly string[]): void {
  for (const cookie of set) {
    const [pair = '', ...attributes] = cookie.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    const isOver = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))
    if (isOver) cookies.delete(name)
    else cookies.set(name, pair.slice(name.length + 1))
  }
}
