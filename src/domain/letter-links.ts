import type { LetterContent } from './letter.ts'

/** Every URL that a letter's own content links to. */
export function linksOf(content: LetterContent): string[] {
  const links: string[] = content.ask ? [content.ask.url] : []
  const visit = (node: object): void => {
    if ('type' in node && node.type === 'link' && 'attrs' in node) {
      const { href } = node.attrs as { href: string }
      links.push(href)
    }
    for (const part of Object.values(node)) {
      if (Array.isArray(part))
        for (const child of part) if (child !== null && typeof child === 'object') visit(child as object)
    }
  }
  visit(content.summary)
  visit(content.body)
  return links
}
