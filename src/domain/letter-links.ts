import type { Fact } from './fact.ts'
import type { LetterContent, LetterContents } from './letter.ts'
import type { Panel } from './panel.ts'
import { isHttpsUrl } from './rich-text.ts'

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

/**
 * The domains that a letter links to in any language: our own first, then those of its text and of its panels, then those
 * of the sources that its facts name.
 */
export function linkDomainsOf(
  contents: LetterContents,
  facts: readonly Pick<Fact, 'sourceUrl'>[],
  panels: readonly (Panel | null)[],
  publicUrl: string,
): string[] {
  const links = Object.values(contents).flatMap((content) => linksOf(content))
  const sources = facts.flatMap(({ sourceUrl }) => (sourceUrl !== null && isHttpsUrl(sourceUrl) ? [sourceUrl] : []))
  const apart = panels.flatMap((panel) => (panel === null ? [] : panelLinksOf(panel)))
  return [...new Set([publicUrl, ...links, ...apart, ...sources].map((link) => new URL(link).hostname))]
}

// A link that opens a mail program leads to no domain.
function panelLinksOf({ rows, button, links }: Panel): string[] {
  return [...rows, ...(button === null ? [] : [button]), ...links].flatMap(({ url }) =>
    url !== null && isHttpsUrl(url) ? [url] : [],
  )
}
