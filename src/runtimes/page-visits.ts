import { request } from 'node:https'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import type { World } from '#actions/world'
import type { PageVisit } from '#domain/check-links'

const timeoutMilliseconds = 5_000

/** A page that has moved twice needs three or four; whoever needs more leads round in a circle, or nearly. */
const redirectsMax = 5

/** Not Found and Gone (RFC 9110 §15.5.5, §15.5.11). */
const missingStatuses = [404, 410]

type PageVisitsOptions = {
  /** Who may vouch for servers, in PEM; those that Node knows unless a test has its own. */
  readonly ca?: string
  /** Addresses that may be visited although they are private. */
  readonly privateAddresses?: readonly string[]
}

/**
 * Visits pages of the Internet by https, to see whether they are there; nothing that comes back is read. An address that
 * only this machine or its network can call is never visited, whatever name or redirect leads to it.
 */
export function createPageVisits({ ca, privateAddresses = [] }: PageVisitsOptions = {}): World['visitPage'] {
  const agent = new RequestFilteringHttpsAgent({ ca, allowIPAddressList: [...privateAddresses] })
  return async (url) => {
    const signal = AbortSignal.timeout(timeoutMilliseconds)
    try {
      // Some servers know no HEAD, and say that there is nothing.
      const answer = await follow(url, { method: 'HEAD', agent, signal })
      return answer < 400 ? 'there' : visitOf(await follow(url, { method: 'GET', agent, signal }))
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOTFOUND' ? 'missing' : 'silent'
    }
  }
}

function visitOf(status: number): PageVisit {
  if (missingStatuses.includes(status)) return 'missing'
  // What is refused to a program may well be shown to a person.
  return status < 500 ? 'there' : 'silent'
}

type VisitOptions = {
  readonly method: 'HEAD' | 'GET'
  readonly agent: RequestFilteringHttpsAgent
  readonly signal: AbortSignal
}

/** The status at the end of all redirects. @throws Error without one */
async function follow(url: string, options: VisitOptions, redirectsLeft = redirectsMax): Promise<number> {
  const { status, location } = await ask(url, options)
  if (status < 300 || status > 399 || location === undefined) return status
  const next = new URL(location, url)
  if (next.protocol !== 'https:') return status
  if (redirectsLeft === 0) throw new Error('The page leads round in a circle.')
  return follow(next.href, options, redirectsLeft - 1)
}

function ask(url: string, options: VisitOptions): Promise<{ status: number; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...options, headers: { 'User-Agent': 'northlight' } }, (response) => {
      response.destroy()
      resolve({ status: response.statusCode ?? 0, location: response.headers.location })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
