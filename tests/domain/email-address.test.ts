import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEmailAddress } from '#domain/email-address'
import { Refusal } from '#domain/refusal'

describe('an address is brought to one form', () => {
  test.each([
    ['  Minji@Reader.Example\r\n', 'minji@reader.example'],
    ['minji+letters@reader.example', 'minji+letters@reader.example'],
    ["o'brien_{x}%y@reader.example", "o'brien_{x}%y@reader.example"],
    ['minji@독자.example', 'minji@xn--iq1bj98a.example'],
    ['minji@BÜCHER.example', 'minji@xn--bcher-kva.example'],
    ['minji@XN--BCHER-KVA.example', 'minji@xn--bcher-kva.example'],
    ['minji@reader。example', 'minji@reader.example'],
  ])('%j becomes %s', (typed, address) => {
    expect(parseEmailAddress(typed)).toBe(address)
  })

  test('a domain written with combining characters is the domain written with composed ones', () => {
    expect(parseEmailAddress('minji@독자.example'.normalize('NFD'))).toBe(parseEmailAddress('minji@독자.example'))
  })
})

test('a domain that needs no work is what the URL parser makes of it', () => {
  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/)
  fc.assert(
    fc.property(
      fc.array(label, { minLength: 1, maxLength: 4 }),
      fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
      (rest, last) => {
        const domain = [...rest, last].join('.')
        fc.pre(URL.canParse(`http://${domain}`))
        expect(parseEmailAddress(`minji@${domain}`)).toBe(`minji@${new URL(`http://${domain}`).hostname}`)
      },
    ),
  )
})

describe('what cannot be mailed is refused', () => {
  test.each([
    ['nothing', ''],
    ['no domain', 'minji@'],
    ['no local part', '@reader.example'],
    ['no at sign', 'minji.reader.example'],
    ['two at signs', 'minji@home@reader.example'],
    ['a domain of one label', 'minji@localhost'],
    ['a trailing dot', 'minji@reader.example.'],
    ['an empty label', 'minji@reader..example'],
    ['a label that begins with a hyphen', 'minji@-reader.example'],
    ['an underscore in the domain', 'minji@my_reader.example'],
    ['an empty piece of the local part', 'min..ji@reader.example'],
    ['a dot at the start', '.minji@reader.example'],
    ['a dot at the end', 'minji.@reader.example'],
    ['a quoted local part', '"minji kim"@reader.example'],
    ['a comment', 'minji(home)@reader.example'],
    ['a display name', 'Minji <minji@reader.example>'],
    ['two addresses', 'minji@reader.example,suho@reader.example'],
    ['an IPv4 literal', 'minji@[192.0.2.1]'],
    ['an IPv6 literal', 'minji@[IPv6:2001:db8::1]'],
    ['a bare IPv4 address', 'minji@192.0.2.1'],
    ['an IPv4 address in hexadecimal', 'minji@0x7f.1'],
    ['an IPv4 address in full-width digits', 'minji@１２７.0.0.1'],
    ['a port', 'minji@reader.example:25'],
    ['a path', 'minji@reader.example/x'],
    ['a percent sign in the domain', 'minji@reader%2eexample'],
    ['a line end inside', 'minji@reader.example\r\nBcc: x@reader.example'],
    ['a line end in the local part', 'min\nji@reader.example'],
    ['a tab in the domain', 'minji@rea\tder.example'],
    ['a null character', 'minji\u0000@reader.example'],
    ['a space', 'min ji@reader.example'],
    ['a no-break space', 'min\u00a0ji@reader.example'],
    ['a bidirectional override in the local part', 'min\u202eji@reader.example'],
    ['a bidirectional override in the domain', 'minji@rea\u202eder.example'],
    ['a zero-width joiner in the local part', 'min\u200dji@reader.example'],
  ])('%s', (_what, typed) => {
    expect(() => parseEmailAddress(typed)).toThrow(
      expect.objectContaining({ code: 'address-malformed', field: 'email' }),
    )
  })

  test.each([
    '민지@reader.example',
    'jürgen@reader.example',
    'jürgen@reader.example'.normalize('NFD'),
    '\u212aim@reader.example',
    '\u1fefx@reader.example',
  ])('a local part beyond ASCII, even one that Unicode would fold into it: %s', (typed) => {
    expect(() => parseEmailAddress(typed, 'to')).toThrow(
      expect.objectContaining({ code: 'address-not-supported', field: 'to' }),
    )
  })

  test('the longest local part has 64 octets', () => {
    expect(parseEmailAddress(`${'a'.repeat(64)}@reader.example`)).toHaveLength(79)
    expect(() => parseEmailAddress(`${'a'.repeat(65)}@reader.example`)).toThrow(Refusal)
  })

  test('the longest address has 254 octets, counted in its ASCII form', () => {
    const domainOf = (length: number): string =>
      `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(length - 136)}.example`
    expect(parseEmailAddress(`${'a'.repeat(60)}@${domainOf(193)}`)).toHaveLength(254)
    expect(() => parseEmailAddress(`${'a'.repeat(61)}@${domainOf(193)}`)).toThrow(Refusal)
    const korean = `${'a'.repeat(60)}@${'독자의편지.'.repeat(14)}example`
    expect(korean.length).toBeLessThan(254)
    expect(() => parseEmailAddress(korean)).toThrow(Refusal)
  })

  test('a refusal does not repeat the address', () => {
    const typed = 'canary-heron@leak example'
    expect(() => parseEmailAddress(typed)).toThrow(
      expect.toSatisfy((refusal: Refusal) => !JSON.stringify([refusal.message, refusal]).includes('heron')),
    )
  })
})

describe('whatever is typed', () => {
  const pieces = fc.constantFrom(
    'a',
    'B',
    '.',
    '-',
    '@',
    'é',
    '독',
    'ß',
    'İ',
    '\u00ad',
    '\u200b',
    '\u202e',
    '\n',
    '\u0000',
    ' ',
    '%',
    '"',
    '１',
    '。',
    'xn--',
    '[',
    '\ud800',
  )
  const typed = fc.oneof(
    fc.emailAddress(),
    fc
      .tuple(fc.array(pieces, { maxLength: 12 }), fc.array(pieces, { maxLength: 12 }))
      .map(([local, domain]) => `${local.join('')}@${domain.join('')}.example`),
    fc.string({ unit: 'binary' }),
  )

  test('an address that was taken is its own one form, in printable ASCII, and nothing but a Refusal is thrown', () => {
    let taken = 0
    fc.assert(
      fc.property(typed, (text) => {
        const address = parseOrNull(text)
        if (address === null) return
        taken += 1
        expect(address).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/)
        expect(parseEmailAddress(address)).toBe(address)
        expect(parseEmailAddress(` ${address.toUpperCase()} `)).toBe(address)
      }),
      { numRuns: 2_000 },
    )
    expect(taken).toBeGreaterThan(200)
  })
})

function parseOrNull(text: string): string | null {
  try {
    return parseEmailAddress(text)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
