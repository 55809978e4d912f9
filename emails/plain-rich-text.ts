import type { RichText, RichTextBlock, RichTextInline } from '#domain/rich-text'
import { textWidth } from '#domain/text-width'
import { wrapText } from './wrap-text.ts'

type SourceNumber = (factId: string) => number
type Paragraphs = readonly { readonly content?: readonly RichTextInline[] | undefined }[]

/** The rich text of a letter as lines of plain text; blocks are set apart by an empty line. */
export function plainRichText(text: RichText, sourceNumber: SourceNumber): string {
  return text.content
    .map((block) => plainBlock(block, sourceNumber))
    .filter((block) => block !== '')
    .join('\n\n')
}

/** A heading, underlined. */
export function plainHeading(text: string): string {
  const heading = wrapText(text)
  return `${heading}\n${'-'.repeat(Math.max(...heading.split('\n').map(textWidth)))}`
}

function plainBlock(block: RichTextBlock, sourceNumber: SourceNumber): string {
  const wrapAll = (paragraphs: Paragraphs, first: string, rest: string): string =>
    paragraphs
      .map(({ content }, index) =>
        wrapText(plainInline(content, sourceNumber), { first: index === 0 ? first : rest, rest }),
      )
      .join('\n')

  switch (block.type) {
    case 'paragraph':
      return wrapAll([block], '', '')
    case 'heading':
      return plainHeading(plainInline(block.content, sourceNumber))
    case 'bulletList':
      return block.content.map((item) => wrapAll(item.content, '- ', '  ')).join('\n')
    case 'orderedList':
      return block.content
        .map((item, index) => {
          const mark = `${index + 1}. `
          return wrapAll(item.content, mark, ' '.repeat(mark.length))
        })
        .join('\n')
    case 'blockquote':
      return wrapAll(block.content, '> ', '> ')
  }
}

function plainInline(content: readonly RichTextInline[] = [], sourceNumber: SourceNumber): string {
  return content
    .map((node) => {
      if (node.type === 'hardBreak') return '\n'
      if (node.type === 'factCitation') return `\u00a0[${sourceNumber(node.attrs.factId)}]`
      const link = node.marks?.find((mark) => mark.type === 'link')
      // RFC 3986 appendix C: angle brackets show where a URL ends.
      return link === undefined || link.attrs.href === node.text ? node.text : `${node.text} <${link.attrs.href}>`
    })
    .join('')
}
