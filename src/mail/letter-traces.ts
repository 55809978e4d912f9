import type { FieldBlock } from './field-blocks.ts'

/** What of an enclosed letter tells which one it is. Nothing of it is believed before its signature is verified. */
export type LetterTraces = { readonly references: readonly string[]; readonly tokens: readonly string[] }

const candidatesMax = 10
const reference = /[0-9a-f]{32}-\d{1,2}-[0-9a-f]{16}/gi
const token = /[\w-]{40,120}/g

/** Texts that may be a reference of ours: anywhere in a Message-ID or a path, each once, the first few. */
export function findReferences(text: string): string[] {
  return firstFew([...text.matchAll(reference)].map(([found]) => found.toLowerCase()))
}

/** Texts that may be the token of an unsubscribe link, each once, the first few. */
export function findTokens(text: string): string[] {
  // Some mail programs copy the subject of a `mailto:` link without decoding it.
  const words = text.replace(/%20/g, ' ').match(token) ?? []
  return firstFew(words)
}

/** Reads the header of a letter that a report encloses. */
export function tracesOf(header: FieldBlock | undefined): LetterTraces {
  const names = ['return-path', 'message-id']
  return {
    references: findReferences(names.map((name) => header?.get(name) ?? '').join('\n')),
    tokens: findTokens(header?.get('list-unsubscribe') ?? ''),
  }
}

function firstFew(found: readonly string[]): string[] {
  return [...new Set(found)].slice(0, candidatesMax)
}
