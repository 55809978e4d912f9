import type { JSONContent } from '@tiptap/react'
import type { RichText, RichTextBlock, RichTextInline } from '#domain/rich-text'

/** What an editor holds, in the closed form in which letters are kept: nothing of it but words, marks and citations. */
export function richTextOf(document: JSONContent): RichText {
  const blocks = (document.content ?? []).flatMap(blockOf)
  const isEmpty = blocks.every((block) => block.type === 'paragraph' && (block.content ?? []).length === 0)
  return { type: 'doc', content: isEmpty ? [] : blocks }
}

/** The same words as an editor takes them. */
export function documentOf({ content }: RichText): JSONContent {
  return { type: 'doc', content: content.map(nodeOf) }
}

type ListItem = Extract<RichTextBlock, { type: 'bulletList' }>['content'][number]

function nodeOf(node: RichTextBlock | ListItem | RichTextInline): JSONContent {
  return {
    type: node.type,
    ...('attrs' in node && { attrs: node.attrs }),
    ...('text' in node && { text: node.text, marks: (node.marks ?? []).map((mark) => ({ ...mark })) }),
    ...('content' in node && node.content !== undefined && { content: node.content.map(nodeOf) }),
  }
}

type Paragraph = Extract<RichTextBlock, { type: 'paragraph' }>

function blockOf(node: JSONContent): RichTextBlock[] {
  const children = node.content ?? []
  switch (node.type) {
    case 'paragraph':
      return [paragraphOf(node)]
    case 'heading':
      return [{ type: 'heading', attrs: { level: node.attrs?.['level'] === 3 ? 3 : 2 }, content: inlinesOf(node) }]
    case 'blockquote':
      return [{ type: 'blockquote', content: children.map(paragraphOf) }]
    case 'bulletList':
    case 'orderedList':
      return [
        {
          type: node.type,
          content: children.map((item) => ({ type: 'listItem', content: (item.content ?? []).map(paragraphOf) })),
        },
      ]
    default:
      return []
  }
}

function paragraphOf(node: JSONContent): Paragraph {
  const content = inlinesOf(node)
  return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content }
}

type TextMark = NonNullable<Extract<RichTextInline, { type: 'text' }>['marks']>[number]

function inlinesOf({ content = [] }: JSONContent): RichTextInline[] {
  return content.flatMap((node): RichTextInline[] => {
    if (node.type === 'hardBreak') return [{ type: 'hardBreak' }]
    if (node.type === 'factCitation')
      return [{ type: 'factCitation', attrs: { factId: String(node.attrs?.['factId']) } }]
    if (node.type !== 'text' || node.text === undefined) return []
    const marks = (node.marks ?? []).flatMap((mark): TextMark[] => {
      if (mark.type === 'bold') return [{ type: 'bold' }]
      return mark.type === 'link' ? [{ type: 'link', attrs: { href: String(mark.attrs?.['href']) } }] : []
    })
    return [{ type: 'text', text: node.text, ...(marks.length > 0 && { marks }) }]
  })
}
