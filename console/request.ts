import { isProblem, Problem, readProblem } from './problem.ts'

/** Asks the person for a fresh second factor. True when they gave one, false when they left it. */
export type ConfirmIdentity = (problem: Problem) => Promise<boolean>

const doors = { confirmIdentity: null as ConfirmIdentity | null, locale: 'en' }

/** Says who asks for the second factor; given by the shell, which can show a question. */
export function setConfirmIdentity(confirm: ConfirmIdentity | null): void {
  doors.confirmIdentity = confirm
}

/** The language in which the API words its refusals. */
export function setRequestLocale(locale: string): void {
  doors.locale = locale
}

/**
 * `fetch` for the API. A refusal is thrown, in words. Where the API wants a fresh second factor, the person is asked and
 * the request repeated; nothing of what they did is lost.
 * @throws Problem `unreachable` when no answer came, otherwise the API's own
 */
export async function request(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  try {
    return await send(input, init)
  } catch (error) {
    if (!isProblem(error, 'step-up-required') || doors.confirmIdentity === null) throw error
    if (!(await doors.confirmIdentity(error))) throw error
    return send(input, init)
  }
}

async function send(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Accept-Language', doors.locale)
  if ((init.method ?? 'GET') !== 'GET') headers.set('Content-Type', 'application/json')
  const answer = await fetch(input, { ...init, headers, credentials: 'same-origin' }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem({ status: 0, code: 'unreachable', title: '', detail: '', errors: [] })
  })
  if (!answer.ok) throw await readProblem(answer)
  return answer
}

/** Posts to a path that the typed client does not know, such as better-auth’s own. @throws Problem */
export async function post(path: string, body: object = {}): Promise<unknown> {
  const answer = await request(path, { method: 'POST', body: JSON.stringify(body) })
  return answer.status === 204 ? null : answer.json()
}
