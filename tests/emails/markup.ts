/** The start tags of a mail, in order, each with its attributes: `p class style`. Enough for markup that React wrote. */
export function tagsOf(html: string): { readonly name: string; readonly attributes: ReadonlyMap<string, string> }[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = '', rest = '']) => ({
      name: name.toLowerCase(),
      attributes: new Map(
        [...rest.matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
          key.toLowerCase(),
          decode(value),
        ]),
      ),
    }),
  )
}

/** Every address that a mail links to, each once, in order. */
export function linksOf(html: string): string[] {
  return [...new Set(tagsOf(html).flatMap(({ attributes }) => attributes.get('href') ?? []))]
}

/** What a mail says, without markup, styles and the filler behind the preheader. */
export function wordsOf(html: string): string {
  return decode(html.replace(/<style>.*?<\/style>/gs, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/[\u00a0\u200b-\u200d\u2060\ufeff]/g, ' ')
    .replace(/\s+/g, ' ')
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#39;': "'",
  '&nbsp;': ' ',
}

function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|nbsp|#x27|#39);/g, (entity) => entities[entity] ?? entity)
}
