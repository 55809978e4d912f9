import { readApprovedMail } from '#database/approved-mail-queries'
import { linksOfLetter } from '#domain/letter-manifest'
import { hostOf } from '#domain/mail-links'
import { readOnce } from './read-once.ts'
import type { World } from './world.ts'

// A list of names for each letter whose code is asked for at a time.
const keptMax = 64

/**
 * Every domain that an approved letter links to, in any language, ours first. Reads it once: it takes the whole of the
 * letter, which cannot change.
 * @throws Error when there is no such approval
 */
export const linkedHostsOf = readOnce(
  keptMax,
  async ({ database, publicUrl }: Pick<World, 'database' | 'publicUrl'>, approvalId): Promise<readonly string[]> => {
    const mail = await readApprovedMail(database, approvalId)
    if (!mail) throw new Error('A released campaign has lost its approval.')
    const links = [...mail.letters.values()].flatMap((letter) => linksOfLetter(letter, publicUrl))
    const hosts = [publicUrl, ...links.filter((link) => link.startsWith('https:'))].map(hostOf)
    return [...new Set(hosts.filter((host) => host !== null))]
  },
)
