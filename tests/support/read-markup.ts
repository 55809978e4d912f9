/** What a page consists of, apart from its text. */
export type Markup = {
  /** Each tag, and each attribute that it has, once: `input`, `input[type]`. */
  readonly shapes: readonly string[]
  /** Angle brackets and quotes of a tag that belong to no tag as we write them. */
  readonly strays: readonly string[]
  /** Where tags lead or load from. */
  readonly links: readonly string[]
}

// As our pages are written: every value in double quotes, with every angle bracket and quote of its text escaped.
const tag = /<(\/?[a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)\s*\/?>/g

/** Takes a page of ours apart. Whatever is not markup as we write it is a stray. */
export function readMarkup(page: string): Markup {
  const shapes = new Set<string>()
  const links: string[] = []
  const rest = page.replace(/^<!doctype html>/, '').replace(tag, (_, name: string, attributes: string) => {
    const pairs = [...attributes.matchAll(/\s+([a-zA-Z:-]+)(?:="([^"]*)")?/g)]
    shapes.add(name)
    for (const [, attribute, value = ''] of pairs) {
      shapes.add(`${name}[${attribute}]`)
      if (attribute !== undefined && /^(href|src|action)$/.test(attribute)) links.push(value)
    }
    return ' '
  })
  const strays = [...rest.matchAll(/.{0,20}[<>].{0,40}/g)].map(([stray]) => stray)
  return { shapes: [...shapes], strays, links }
}
