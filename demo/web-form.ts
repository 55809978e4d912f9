import { DemoFailure } from './demo-failure.ts'
import { attributeOf } from './html-text.ts'

type Field = {
  readonly name: string
  readonly value: string
  readonly kind: 'text' | 'choice'
  readonly isChosen: boolean
}

/** A form of a page, as a browser without JavaScript reads it. */
export type WebForm = { readonly action: string; readonly fields: readonly Field[] }

/**
 * Reads the form of a page whose action begins with a path.
 * @throws DemoFailure where the page has none
 */
export function readForm(html: string, path: string): WebForm {
  for (const [whole, startTag = ''] of html.matchAll(/(<form\b[^>]*>)[\s\S]*?<\/form>/gi)) {
    const action = attributeOf(startTag, 'action') ?? ''
    const isPost = attributeOf(startTag, 'method')?.toLowerCase() === 'post'
    if (isPost && action.startsWith(path)) return { action, fields: readFields(whole) }
  }
  throw new DemoFailure(`The page has no form for ${path}.`)
}

function readFields(html: string): Field[] {
  return (html.match(/<input\b[^>]*>/gi) ?? []).flatMap((tag) => {
    const name = attributeOf(tag, 'name')
    if (name === null || name === '') return []
    const kind = /^(checkbox|radio)$/.test(attributeOf(tag, 'type') ?? '') ? 'choice' : 'text'
    return [{ name, kind, value: attributeOf(tag, 'value') ?? '', isChosen: attributeOf(tag, 'checked') !== null }]
  })
}

/**
 * What a browser sends when a person fills in the form: fields nobody touched keep their values, and only what the
 * form offers can be chosen.
 * @throws DemoFailure where the form has no such field or choice
 */
export function fillForm(
  { fields }: WebForm,
  answers: Readonly<Record<string, string | readonly string[]>>,
): URLSearchParams {
  const sent = new URLSearchParams()
  for (const { name, value, kind, isChosen } of fields) {
    const answer = answers[name]
    if (kind === 'text') sent.append(name, typeof answer === 'string' ? answer : value)
    else if (answer === undefined ? isChosen : [answer].flat().includes(value)) sent.append(name, value)
  }
  for (const [name, answer] of Object.entries(answers)) {
    const missing = [answer].flat().find((value) => !sent.getAll(name).includes(value))
    if (missing !== undefined) throw new DemoFailure(`The form does not offer what was to be answered for “${name}”.`)
  }
  return sent
}
