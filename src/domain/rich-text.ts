import { z } from 'zod'
import { isPlainLine, plainLine } from './plain-text.ts'

/**
 * The rich text of a letter: a TipTap document held to a closed set of nodes, so that nothing a browser could run,
 * fetch or be tracked by can ever be stored. Everything else is refused, never stripped in silence.
 */

const markSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({
      href: z
        .string()
        .max(2000)
        .refine(isHttpsUrl, { params: { code: 'link-not-https' } }),
    }),
  }),
])

const textSchema = z.strictObject({
  type: z.literal('text'),
  text: plainLine(20_000),
  marks: z.array(markSchema).max(2).optional(),
})

/** A reference to a fact of the ledger; printed as the number of its source. */
const factCitationSchema = z.strictObject({
  type: z.literal('factCitation'),
  attrs: z.strictObject({ factId: z.string().min(1).max(40) }),
})

const hardBreakSchema = z.strictObject({ type: z.literal('hardBreak') })

const inlineSchema = z.discriminatedUnion('type', [textSchema, factCitationSchema, hardBreakSchema])

const paragraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  content: z.array(inlineSchema).max(500).optional(),
})

const headingSchema = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]) }),
  content: z.array(inlineSchema).max(100),
})

const listItemSchema = z.strictObject({ type: z.literal('listItem'), content: z.array(paragraphSchema).min(1).max(20) })

const bulletListSchema = z.strictObject({
  type: z.literal('bulletList'),
  content: z.array(listItemSchema).min(1).max(100),
})

const orderedListSchema = z.strictObject({
  type: z.literal('orderedList'),
  content: z.array(listItemSchema).min(1).max(100),
})

const blockquoteSchema = z.strictObject({
  type: z.literal('blockquote'),
  content: z.array(paragraphSchema).min(1).max(20),
})

const blockSchema = z.discriminatedUnion('type', [
  paragraphSchema,
  headingSchema,
  bulletListSchema,
  orderedListSchema,
  blockquoteSchema,
])

export const richTextSchema = z.strictObject({ type: z.literal('doc'), content: z.array(blockSchema).max(200) })

export type RichText = z.infer<typeof richTextSchema>
export type RichTextBlock = RichText['content'][number]
export type RichTextInline = z.infer<typeof inlineSchema>

/** The ids of the facts that a text cites, in reading order, each once. */
export function citedFactIds(text: RichText): string[] {
  const ids = new Set<string>()
  const visit = (node: { type: string; attrs?: object; content?: readonly object[] | undefined }): void => {
    if (node.type === 'factCitation') ids.add((node as z.infer<typeof factCitationSchema>).attrs.factId)
    for (const child of node.content ?? []) visit(child as Parameters<typeof visit>[0])
  }
  visit(text)
  return [...ids]
}

/** Whether a string is an absolute https URL without credentials: the only kind of link a letter may hold. */
export function isHttpsUrl(value: string): boolean {
  // The parser mends spaces, line ends, backslashes and missing slashes; a mail program may mend them otherwise.
  return (
    /^https:\/\/[^/?#@]+([/?#]|$)/i.test(value) && !/[\s\\]/.test(value) && isPlainLine(value) && URL.canParse(value)
  )
}
