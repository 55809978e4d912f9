import type { LetterContent, LetterPart } from '#domain/letter'
import type { RichText } from '#domain/rich-text'

/** The words of one part, to be read or compared; an empty text where there is none. */
export function partText(content: LetterContent | undefined, part: LetterPart): string {
  if (content === undefined) return ''
  switch (part) {
    case 'subject':
    case 'preheader':
    case 'title':
      return content[part]
    case 'contentNote':
      return content.contentNote ?? ''
    case 'summary':
    case 'body':
      return richTextWords(content[part])
    case 'keyFigure':
      return content.keyFigure === null ? '' : lines(Object.values(content.keyFigure))
    case 'figures':
      return lines(content.figures.flatMap((figure) => Object.values(figure)))
    case 'ask': {
      if (content.ask === null) return ''
      const { heading, text, label, url, message } = content.ask
      return lines([heading, text, label, url, ...(message === null ? [] : [message.subject, ...message.text])])
    }
  }
}

function lines(texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null && text !== '').join('\n')
}

type TextNode = { readonly type: string; readonly text?: string; readonly attrs?: object; readonly content?: unknown }

/** The words of a rich text: a line for each paragraph, the id of the fact where one is cited. */
export function richTextWords({ content }: RichText): string {
  return lines(content.map((block) => wordsOf(block).trim()))
}

function wordsOf(node: TextNode): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'factCitation') return ` [${String(Reflect.get(node.attrs ?? {}, 'factId'))}]`
  if (node.type === 'hardBreak') return '\n'
  const children = Array.isArray(node.content) ? node.content.filter(isNode) : []
  const isContainer = children.some(({ type }) => ['paragraph', 'listItem'].includes(type))
  return children.map(wordsOf).join(isContainer ? '\n' : '')
}

function isNode(node: unknown): node is TextNode {
  return typeof node === 'object' && node !== null && 'type' in node
}
