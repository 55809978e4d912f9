import { Resolver } from 'node:dns/promises'
import type { World } from '#actions/world'

/** One that does not answer by then is not waited for: the check says so, and can be made again. */
const timeoutMilliseconds = 2_000

const none: readonly string[] = ['ENOTFOUND', 'ENODATA']

/** The DNS as the machine is configured to ask it, or by the servers that are named: `192.0.2.53:53`. */
export function createNameQueries({ servers }: { servers?: readonly string[] } = {}): Pick<
  World,
  'textRecords' | 'mailServers'
> {
  const ask = async (query: (resolver: Resolver) => Promise<string[]>): Promise<string[] | null> => {
    const resolver = new Resolver({ timeout: timeoutMilliseconds, tries: 2 })
    if (servers) resolver.setServers(servers)
    try {
      return await query(resolver)
    } catch (error) {
      if (error instanceof Error && 'code' in error) return none.includes(String(error.code)) ? [] : null
      throw error
    }
  }
  return {
    // A record of more than 255 bytes comes in pieces that belong together (RFC 7208 §3.3).
    textRecords: (name) => ask(async (dns) => (await dns.resolveTxt(name)).map((pieces) => pieces.join(''))),
    mailServers: (name) =>
      ask(async (dns) =>
        (await dns.resolveMx(name))
          // A server without a name says that no mail is taken (RFC 7505).
          .filter(({ exchange }) => exchange !== '')
          .toSorted((a, b) => a.priority - b.priority)
          .map(({ priority, exchange }) => `${priority} ${exchange}`),
      ),
  }
}
