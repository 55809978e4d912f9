import type { ReactNode } from 'react'
import { renderJSONContentToReactElement, type MarkProps, type NodeProps } from '@tiptap/static-renderer/json/react'
import type { Locale } from '#domain/locale'
import type { RichText, RichTextBlock, RichTextInline } from '#domain/rich-text'
import { joinParticles } from './hangul.ts'
import { MailLink } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { SectionTitle } from './title.tsx'
import { colours, space, subheadingSpace, typeOf, type TypeName } from './style.ts'

type TextNode = Extract<RichTextInline, { type: 'text' }>
type Mark = NonNullable<TextNode['marks']>[number]
type ListItem = Extract<RichTextBlock, { type: 'bulletList' }>['content'][number]
// The renderer wants optional properties to be absent, where the schema also allows `undefined`.
type Exact<Value> = Value extends readonly (infer Item)[]
  ? Exact<Item>[]
  : Value extends object
    ? { [Key in keyof Value]: Exact<Exclude<Value[Key], undefined>> }
    : Value
type Node = Exact<RichText | RichTextBlock | ListItem | RichTextInline>
type RenderedNode = NodeProps<Node, ReactNode | ReactNode[]>
type RenderedMark = MarkProps<Mark, ReactNode | ReactNode[], Node>

type LetterRichTextProps = {
  readonly locale: Locale
  readonly text: RichText
  readonly as: TypeName
  readonly ink?: 'ink' | 'ink2'
  /** Space below each paragraph in px. */
  readonly gap: number
  readonly sourceNumber: (factId: string) => number
}

/** The rich text of a letter. It knows the closed set of nodes of `rich-text.ts` and throws on any other. */
export function LetterRichText({ locale, text, as, ink = 'ink', gap, sourceNumber }: LetterRichTextProps): ReactNode {
  const listStyle = { ...typeOf(as, locale), margin: space(0, gap), padding: '0 0 0 24px' }
  const inkClass = ink === 'ink' ? undefined : ink
  const render = renderJSONContentToReactElement<Mark, Node>({
    nodeMapping: {
      doc: ({ children }: RenderedNode) => <>{children}</>,
      paragraph: ({ children, parent }: RenderedNode) =>
        parent?.type === 'listItem' && parent.content.length === 1 ? (
          <>{children}</>
        ) : (
          <Paragraph locale={locale} as={as} ink={ink} below={parent?.type === 'listItem' ? 6 : gap}>
            {children}
          </Paragraph>
        ),
      heading: ({ node, children }: RenderedNode) => (
        <SectionTitle
          locale={locale}
          level={levelOf(node)}
          as={levelOf(node) === 2 ? 'subheading' : 'minorHeading'}
          above={subheadingSpace.above}
          below={subheadingSpace.below}
        >
          {children}
        </SectionTitle>
      ),
      bulletList: ({ children }: RenderedNode) => (
        <ul className={inkClass} style={listStyle}>
          {children}
        </ul>
      ),
      orderedList: ({ children }: RenderedNode) => (
        <ol className={inkClass} style={listStyle}>
          {children}
        </ol>
      ),
      listItem: ({ children }: RenderedNode) => <li>{children}</li>,
      blockquote: ({ children }: RenderedNode) => (
        <blockquote
          className="box"
          style={{ margin: space(0, gap), padding: '0 0 0 18px', borderLeft: `2px solid ${colours.hair}` }}
        >
          {children}
        </blockquote>
      ),
      hardBreak: () => <br />,
      factCitation: ({ node }: RenderedNode) =>
        node.type === 'factCitation' ? <Citation number={sourceNumber(node.attrs.factId)} /> : null,
      text: ({ node }: RenderedNode) => (node.type === 'text' ? joinParticles(node.text, locale) : null),
    },
    markMapping: {
      bold: ({ children }: RenderedMark) => <b>{children}</b>,
      link: ({ mark, children }: RenderedMark) =>
        mark.type === 'link' ? <MailLink href={mark.attrs.href}>{children}</MailLink> : children,
    },
  })
  return render({ content: text as Exact<RichText> })
}

// The space does not break: a line never begins with the number of a source.
function Citation({ number }: { readonly number: number }) {
  return <span className="ink3">{`\u00a0[${number}]`}</span>
}

function levelOf(node: Node): 2 | 3 {
  return node.type === 'heading' ? node.attrs.level : 2
}
