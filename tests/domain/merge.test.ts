import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slots, type CompiledLetter, type SlotValues } from '#domain/mail-template'
import { escapeHtml, greet, mergeLetter } from '#domain/merge'

const letter: CompiledLetter = {
  locale: 'en',
  subject: 'A day to remember',
  html: [
    '<p title="',
    { slot: 'phrase' },
    '">',
    { slot: 'greeting' },
    '</p><a href="',
    { slot: 'unsubscribeUrl' },
    '">',
    { slot: 'phrase' },
    '</a>',
  ],
  text: [{ slot: 'greeting' }, '\n\n', { slot: 'phrase' }, '\n', { slot: 'preferencesUrl' }],
  greeting: { anonymous: 'Dear reader,', named: 'Dear {name},' },
}

const corpus = [
  '${7*7}',
  '{{constructor}}',
  '{{7*7}}',
  '<%= 7*7 %>',
  '#{7*7}',
  "$& $1 $$ $` $'",
  '<script>alert(1)</script>',
  '" onload="x',
  "' onload='x",
  '&amp; &#60;',
  '{name}',
  '__proto__',
  '%s %d',
  '안녕 📮',
  '\\u0000',
  ']]>',
  '<!-- -->',
]

function values(value: string): SlotValues {
  return { greeting: value, phrase: value, preferencesUrl: value, unsubscribeUrl: value }
}

function unescape(html: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return html.replace(/&(lt|gt|quot|#39|amp);/g, (_all, name: string) => characters[name] ?? '')
}

describe('what is merged comes out as the characters it is', () => {
  test.each(corpus)('%s', (payload) => {
    const mail = mergeLetter(letter, values(payload))
    expect(mail.text).toBe(`${payload}\n\n${payload}\n${payload}`)
    expect(mail.html).toBe(
      `<p title="${escapeHtml(payload)}">${escapeHtml(payload)}</p><a href="${escapeHtml(payload)}">${escapeHtml(payload)}</a>`,
    )
    expect(mail.subject).toBe(letter.subject)
  })

  test('an escaped value ends no element and no quoted attribute, and says what was said', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...corpus), { maxLength: 4 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(value, (said) => {
        const escaped = escapeHtml(said)
        expect(escaped).not.toMatch(/[<>"']|&(?!(lt|gt|quot|#39|amp);)/)
        expect(unescape(escaped)).toBe(said)
      }),
    )
  })

  test('one reader’s values never reach another place or another reader', () => {
    const distinct: SlotValues = { greeting: 'G', phrase: 'P', preferencesUrl: 'R', unsubscribeUrl: 'U' }
    const all: CompiledLetter = {
      ...letter,
      html: slots.map((slot) => ({ slot })),
      text: slots.map((slot) => ({ slot })),
    }
    expect(mergeLetter(all, distinct)).toMatchObject({ html: 'GPRU', text: 'GPRU' })
    expect(mergeLetter(all, values('x'))).toMatchObject({ html: 'xxxx' })
  })
})

describe('a greeting', () => {
  test.each(corpus)('takes the name %s as it is', (name) => {
    expect(greet(letter, name)).toBe(`Dear ${name},`)
  })

  test('of a reader without a name has none', () => {
    expect(greet(letter, null)).toBe('Dear reader,')
  })
})
