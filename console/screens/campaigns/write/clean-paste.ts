import { plainWords } from './plain-words.ts'

const smallHeadings = 'h3, h4, h5, h6'

/**
 * What was copied from Word, Google Docs or a page, as a letter can hold it. The editor drops what it does not know; here
 * stands what it would take for something else: bold that is none, lists that are paragraphs with a dot in front,
 * headings of other ranks, and links that lead by way of a search engine.
 */
export function cleanPaste(html: string): string {
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html')
  // Google wraps everything in bold that says of itself that it is not.
  for (const wrap of body.querySelectorAll('b[id^="docs-internal-guid"]')) wrap.replaceWith(...wrap.childNodes)
  for (const heading of body.querySelectorAll('h1')) rename(heading, 'h2')
  for (const heading of body.querySelectorAll(smallHeadings)) rename(heading, 'h3')
  for (const run of body.querySelectorAll('span[data-is-bold]')) rename(run, 'strong')
  for (const line of body.querySelectorAll('p[data-list]')) makeItem(line)
  for (const list of body.querySelectorAll('li > ul, li > ol')) flatten(list)
  for (const link of body.querySelectorAll('a[href]')) link.setAttribute('href', directAddress(link))
  for (const text of textsIn(body)) text.data = plainWords(text.data.replaceAll('\u00a0', ' '))
  return body.innerHTML
}

// The policy of the page complains of style attributes even where nothing is shown, so they go before anything is read,
// and what they say of bold and of lists becomes attributes of ours.
function withoutStyles(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->|<!\[[^\]]*\]>|<(style|script|title|xml)\b[\s\S]*?<\/\1>/giu, '')
    .replaceAll(/<span\b([^>]*?)\sstyle=("|')([^"']*)\2/giu, (_all, before: string, _quote, style: string) =>
      /font-weight:\s*(?:bold|[6-9]00)/iu.test(style) ? `<span${before} data-is-bold=""` : `<span${before}`,
    )
    .replaceAll(/<p\b([^>]*?)\sstyle=("|')([\s\S]*?)\2/giu, (_all, before: string, _quote, style: string) =>
      /mso-list:\s*l\d/iu.test(style) ? `<p${before} data-list=""` : `<p${before}`,
    )
    .replaceAll(/\sstyle=("|')[\s\S]*?\1/giu, '')
}

function rename(element: Element, name: string): void {
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

const bullet = /^\s*(?:[·•▪◦§o-]|(\d{1,2}|[a-z])[.)])(?:\s|\u00a0)+/iu

/** Makes an item of what Word writes as a paragraph with its dot or number, beside those before it. */
function makeItem(line: Element): void {
  const [first] = textsIn(line).filter(({ data }) => data.trim() !== '')
  // The dot and the room after it are runs of their own.
  const mark = bullet.exec(line.textContent)
  const name = mark?.[1] === undefined ? 'ul' : 'ol'
  let rest = mark?.[0].length ?? 0
  for (const text of first === undefined ? [] : textsIn(line)) {
    const taken = Math.min(rest, text.data.length)
    text.data = text.data.slice(taken)
    rest -= taken
  }
  const before = line.previousElementSibling
  const list = before?.localName === name ? before : line.ownerDocument.createElement(name)
  if (list !== before) line.before(list)
  const item = line.ownerDocument.createElement('li')
  const paragraph = line.ownerDocument.createElement('p')
  paragraph.append(...line.childNodes)
  item.append(paragraph)
  list.append(item)
  line.remove()
}

/** A letter has no lists within lists: what is inside comes after. */
function flatten(list: Element): void {
  const item = list.parentElement
  item?.after(...list.children)
  list.remove()
}

function directAddress(link: Element): string {
  const address = link.getAttribute('href') ?? ''
  if (!URL.canParse(address)) return address
  const { hostname, pathname, searchParams } = new URL(address)
  return /^www\.google\.[a-z.]+$/u.test(hostname) && pathname === '/url' ? (searchParams.get('q') ?? address) : address
}

function textsIn(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) texts.push(node)
  }
  return texts
}
