import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { World } from '#actions/world'
import { findSubscriber } from '#database/subscriber-queries'
import type { InboundMail } from '#mail/inbound-mail'
import { projectRoot } from '#runtimes/project-root'
import { addReader } from './readers.ts'

/** The domain at which mail comes back in the fixtures. */
export const inboundDomain = 'in.news.example.org'

/** Whom a mail is about: the reference of their letter, and the token of its unsubscribe link. */
export type LetterMarks = { readonly reference: string; readonly token: string }

/** A reader, and the letter with which their mail comes back. */
export type MarkedReader = LetterMarks & { readonly id: string; readonly campaignId: string; readonly batchId: string }

const directory = join(projectRoot(), 'tests/fixtures/inbound')

/**
 * A mail as a server would send it, about the letter with these marks. Tokens are torn in two where the fixture says so,
 * as programs do that fold or encode a line.
 */
export async function inboundFixture(name: string, { reference, token }: LetterMarks): Promise<Buffer> {
  const text = await readFile(join(directory, `${name}.eml`), 'utf8')
  const [start, end] = [token.slice(0, 33), token.slice(33)]
  const filled = text
    .replaceAll('{{reference}}', reference)
    .replaceAll('{{token}}', token)
    .replaceAll('{{token:start}}', start)
    .replaceAll('{{token:end}}', end)
    // RFC 2047 §4.2: an underscore stands for a space.
    .replaceAll('{{token:start:q}}', start.replaceAll('_', '=5F'))
    .replaceAll('{{token:end:q}}', end.replaceAll('_', '=5F'))
  return Buffer.from(filled.replaceAll('\n', '\r\n'))
}

/** A mail that says nothing but what is given. */
export function buildInboundMail(overrides: Partial<InboundMail> = {}): InboundMail {
  return {
    writtenAt: null,
    statuses: [],
    feedback: null,
    letter: { references: [], tokens: [] },
    tokens: [],
    ...overrides,
  }
}

/** Somebody on the list, with a letter that nobody has sent. */
export async function addReaderWithLetter(world: World): Promise<MarkedReader> {
  const { id } = await addReader(world)
  const [campaignId, batchId] = [world.newId(), world.newId()]
  return {
    id,
    campaignId,
    batchId,
    reference: world.references.sign({ batchId, position: 3 }),
    token: world.links.sign('unsubscribe', { ids: [campaignId, id], expiresAt: null }),
  }
}

export async function hasLeft({ database }: World, { id }: Pick<MarkedReader, 'id'>): Promise<boolean> {
  return (await findSubscriber(database, id))?.endedAt !== null
}
