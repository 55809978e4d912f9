/** One message of a catalogue: its path below the namespaces and its ICU text. */
export type Message = { readonly path: string; readonly text: string }

/** Every message of a catalogue, in its own order. @throws Error for anything that is neither a text nor a group. */
export function messagesOf(catalogue: object, prefix = ''): Message[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (typeof value === 'string') return [{ path, text: value }]
    if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither a text nor a group.`)
    return messagesOf(value, path)
  })
}

/**
 * What a message needs to be complete, sorted: `{name}`, `{count, plural}`, `<link>`. Branches of plural and select are
 * looked into; what is quoted with apostrophes is text.
 */
export function placeholdersOf(text: string): string[] {
  return [...read(text).placeholders].toSorted()
}

/** The words in Latin letters that a reader of the message sees, in every branch. */
export function latinWordsOf(text: string): string[] {
  return read(text).shown.match(/[A-Za-z]{2,}/g) ?? []
}

type Reading = { readonly placeholders: Set<string>; shown: string }

function read(text: string): Reading {
  const reading: Reading = { placeholders: new Set(), shown: '' }
  readText(text.replace(/'[{}<>][^']*'/g, ''), 0, reading)
  return reading
}

// Reads text up to its closing brace or the end, and returns the place after it.
function readText(text: string, start: number, reading: Reading): number {
  let place = start
  while (place < text.length && text[place] !== '}') {
    const tag = /^<\/?(\w+)>/.exec(text.slice(place))
    if (tag) {
      reading.placeholders.add(`<${tag[1]}>`)
      place += tag[0].length
    } else if (text[place] === '{') {
      place = readArgument(text, place + 1, reading)
    } else {
      reading.shown += text[place] ?? ''
      place += 1
    }
  }
  reading.shown += ' '
  return place + 1
}

function readArgument(text: string, start: number, reading: Reading): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(start))
  if (!head) throw new Error(`“${text}” holds a brace without a name.`)
  const [whole, name = '', kind] = head
  reading.placeholders.add(kind === undefined ? `{${name}}` : `{${name}, ${kind}}`)
  reading.shown += ' '
  let place = start + whole.length
  while (place < text.length && text[place] !== '}') {
    place = text[place] === '{' ? readText(text, place + 1, reading) : place + 1
  }
  return place + 1
}
