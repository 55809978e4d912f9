import { limits } from '#domain/limits'

/**
 * How the connections to an SMTP server are shared between receiving domains, so that one that is slow or puts mail off
 * does not hold the rest. Kept in memory only, and named nowhere.
 */
export type DomainShares = {
  /** Whether mail to a domain has to be put off: it is slow, and has its share already. */
  isBusy(domain: string): boolean
  /** Whether one more message to it may be begun now. */
  mayBegin(domain: string): boolean
  /** Notes that one is begun. @returns when, for `end` */
  begin(domain: string): number
  /** Notes how it ended: answered, put off by the domain, or without an answer that speaks of it. */
  end(domain: string, begunAt: number, ending: 'answered' | 'deferred' | 'broken'): void
}

type Domain = {
  /** When each message under way was begun, the oldest first. */
  readonly begun: number[]
  /** Milliseconds from the begin of a message to its end, recent ones counting for more; null before the first. */
  latency: number | null
  isDeferring: boolean
  seenAt: number
}

// How much of the mean the last message makes.
const weightOfLast = 0.3
/** Slower than the quickest domain by this factor: when all are slow, the server is, and nobody gains by waiting. */
const slownessFactor = 3

/**
 * A domain begins with a share of the connections, earns all but such a share with its first answer, and falls back to it
 * when its messages take longer than `slowSeconds` or when it puts them off, until that has passed.
 * @param clock monotonic milliseconds
 */
export function createDomainShares({
  connectionsMax,
  slowSeconds,
  clock,
}: {
  readonly connectionsMax: number
  readonly slowSeconds: number
  readonly clock: () => number
}): DomainShares {
  const share = Math.max(1, Math.floor(connectionsMax / 5))
  const domains = new Map<string, Domain>()

  const find = (name: string): Domain | undefined => {
    const domain = domains.get(name)
    if (!domain || domain.begun.length > 0 || clock() - domain.seenAt < limits.smtpDomainMemorySeconds * 1000)
      return domain
    domains.delete(name)
    return undefined
  }
  const isSlow = (domain: Domain): boolean => {
    if (domain.isDeferring) return true
    const [oldest] = domain.begun
    const seconds = Math.max(domain.latency ?? 0, oldest === undefined ? 0 : clock() - oldest) / 1000
    return seconds > slowSeconds && seconds * 1000 > slownessFactor * quickestBut(domain)
  }
  const quickestBut = (domain: Domain): number => {
    let quickest = Infinity
    for (const other of domains.values()) {
      if (other !== domain && other.latency !== null && other.latency < quickest) quickest = other.latency
    }
    return quickest
  }
  const forgetOldest = (): void => {
    for (const [name, { begun }] of domains) {
      if (domains.size < limits.smtpDomainsMax) return
      if (begun.length === 0) domains.delete(name)
    }
  }
  return {
    isBusy(name) {
      const domain = find(name)
      return domain !== undefined && domain.begun.length >= share && isSlow(domain)
    },
    mayBegin(name) {
      const domain = find(name)
      if (!domain) return true
      const isProven = domain.latency !== null && !isSlow(domain)
      return domain.begun.length < (isProven ? Math.max(1, connectionsMax - share) : share)
    },
    begin(name) {
      const domain = find(name) ?? { begun: [], latency: null, isDeferring: false, seenAt: clock() }
      const begunAt = clock()
      domain.begun.push(begunAt)
      // Put back at the end, so that the first in the map is the one longest unused.
      domains.delete(name)
      forgetOldest()
      domains.set(name, domain)
      return begunAt
    },
    end(name, begunAt, ending) {
      const domain = domains.get(name)
      if (!domain) return
      domain.begun.splice(domain.begun.indexOf(begunAt), 1)
      domain.seenAt = clock()
      const taken = domain.seenAt - begunAt
      // A connection that broke at once tells nothing; one on which nothing came for long does.
      if (ending === 'broken' && taken < slowSeconds * 1000) return
      domain.latency = domain.latency === null ? taken : domain.latency + weightOfLast * (taken - domain.latency)
      domain.isDeferring = ending === 'deferred'
    },
  }
}
