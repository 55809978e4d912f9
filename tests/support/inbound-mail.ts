import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InboundMail } from '#mail/inbound-mail'
import { projectRoot } from '#runtimes/project-root'

/** The domain at which mail comes back in the fixtures. */
export const inboundDomain = 'in.news.example.org'

/** Whom a mail is about: the reference of their letter, and the token of its unsubscribe link. */
export type LetterMarks = { readonly reference: string; readonly token: string }

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
