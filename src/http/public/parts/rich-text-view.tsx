import type { RichText, RichTextBlock, RichTextInline } from '#domain/rich-text'

/** Says which number a cited fact has among the sources, and how that is read aloud. */
export type Cite = (factId: string) => { readonly number: number; readonly label: string }

/** A text of a letter as HTML. Only the closed set of nodes exists, so nothing has to be cleaned. */
export function RichTextView({ text, cite }: { text: RichText; cite: Cite }) {
  return <Blocks blocks={text.content} cite={cite} />
}

function Blocks({ blocks, cite }: { blocks: readonly RichTextBlock[]; cite: Cite }) {
  return (
    <>
      {blocks.map((block) => (
        <Block block={block} cite={cite} />
      ))}
    </>
  )
}

function Block({ block, cite }: { block: RichTextBlock; cite: Cite }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.content ?? []} cite={cite} />
        </p>
      )
    case 'heading': {
      const content = <Inlines inlines={block.content} cite={cite} />
      return block.attrs.level === 2 ? <h2>{content}</h2> : <h3>{content}</h3>
    }
    case 'bulletList':
    case 'orderedList': {
      const items = block.content.map((item) => (
        <li>
          <Blocks blocks={item.content} cite={cite} />
        </li>
      ))
      return block.type === 'bulletList' ? <ul>{items}</ul> : <ol>{items}</ol>
    }
    case 'blockquote':
      return (
        <blockquote>
          <Blocks blocks={block.content} cite={cite} />
        </blockquote>
      )
  }
}

function Inlines({ inlines, cite }: { inlines: readonly RichTextInline[]; cite: Cite }) {
  return (
    <>
      {inlines.map((inline) => (
        <Inline inline={inline} cite={cite} />
      ))}
    </>
  )
}

function Inline({ inline, cite }: { inline: RichTextInline; cite: Cite }) {
  switch (inline.type) {
    case 'hardBreak':
      return <br />
    case 'factCitation':
      return <Citation {...cite(inline.attrs.factId)} />
    case 'text': {
      const marks = inline.marks ?? []
      const link = marks.find((mark) => mark.type === 'link')
      const text = marks.some((mark) => mark.type === 'bold') ? <strong>{inline.text}</strong> : <>{inline.text}</>
      return link ? <a href={link.attrs.href}>{text}</a> : text
    }
  }
}

/** The number of a source, as a link to it. */
function Citation({ number, label }: ReturnType<Cite>) {
  return (
    <sup class="citation">
      <a href={`#source-${number}`} aria-label={label}>
        {number}
      </a>
    </sup>
  )
}
