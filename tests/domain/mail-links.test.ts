import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLink, disguisedLinks, hostOf, linksInHtml, linksInText, showLink } from '#domain/mail-links'

const origin = 'https://news.example.org'

describe('the links of a message', () => {
  test.each<[string, string, string[]]>([
    ['an anchor', '<a href="https://a.example/x?y=1&amp;z=2">x</a>', ['https://a.example/x?y=1&z=2']],
    ['an anchor without quotation marks', '<A HREF=https://a.example/>x</A>', ['https://a.example/']],
    ['an anchor in single ones', "<a class=x href = 'mailto:a@b.example'>x</a>", ['mailto:a@b.example']],
    ['numbered characters', '<a href="&#104;ttps&#x3a;//a.example/">x</a>', ['https://a.example/']],
    [
      'a picture, a form and a style',
      '<img src=//p.example/><form action="/f"><i style="background:url(https://s.example/)">',
      ['//p.example/', '/f', 'https://s.example/'],
    ],
    [
      'an address that a program makes a link of',
      'Go to https://a.example/b. Or www.c.example, now!',
      ['https://a.example/b', 'www.c.example'],
    ],
    ['a broken tag', '<a href="https://a.example/"', ['https://a.example/']],
    [
      'a place on the page, and the name of the language of markup',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD" "http://www.w3.org/x.dtd"><a href="#top">x</a>',
      [],
    ],
  ])('are found in %s', (_what, html, links) => {
    expect(linksInHtml(html)).toEqual(links)
  })

  test('stand in plain text without what ends the sentence', () => {
    expect(linksInText('(see https://a.example/b), 또는 https://c.example/길.')).toEqual([
      'https://a.example/b',
      'https://c.example/길',
    ])
  })

  test('are searched in hostile text in the time that its length allows', () => {
    const hostile = ['<a href="'.repeat(20_000), 'href="x'.repeat(30_000), '<a>'.repeat(60_000), 'url('.repeat(50_000)]
    for (const html of hostile) expect(linksInHtml(html).length + disguisedLinks(html).length).toBeLessThan(60_001)
    // Minutes, where every dot is tried as the first of those that end a sentence.
    expect(linksInText(`https://a.example/${'.'.repeat(300_000)}b`)).toHaveLength(1)
  })

  test('are the same for all readers once their own token is taken out', () => {
    expect(canonicalLink(`${origin}/u/Abc_-1`, origin)).toBe(`${origin}/u/{token}`)
    expect(canonicalLink(`${origin}/preferences/Abc`, origin)).toBe(`${origin}/preferences`)
    expect(canonicalLink(`${origin}/preferences?lang=ko`, origin)).toBe(`${origin}/preferences`)
    for (const other of ['/u/a/b', '/u/', '/u/a?b', '/preferences/a/erase', '/preferences?lang=ko&x=1'])
      expect(canonicalLink(`${origin}${other}`, origin)).toBe(`${origin}${other}`)
    expect(canonicalLink('https://news.example.org.evil.test/u/a', origin)).not.toContain('{token}')
    expect(canonicalLink('HTTPS://A.Example', origin)).toBe('https://a.example/')
  })
})

describe('a link that says one thing and does another', () => {
  test('is seen by the host in its words', () => {
    const html = '<p><a href="https://evil.test/in">Open <b>news.example.org</b>/verify</a></p>'
    expect(disguisedLinks(html)).toEqual([{ says: 'news.example.org', leadsTo: 'https://evil.test/in' }])
  })

  test('is none where both are the same, or its words name no host', () => {
    expect(
      disguisedLinks('<a href="https://a.example/x">a.example/x</a><a href="https://b.example">Read on</a>'),
    ).toEqual([])
    expect(disguisedLinks('<a href="mailto:hello@a.example">hello@a.example</a>')).toEqual([])
  })
})

describe('a link that is shown', () => {
  test('can be opened by nobody, and holds no token and no address', () => {
    expect(showLink('https://evil.test/a/b?to=me@x.example#y')).toBe('evil[.]test/a/b')
    expect(showLink('https://x.test/r/AAAAAAAAAAAAAAAAAAAAAAAAA/me@x.example')).toBe('x[.]test/r/…/…')
    expect(showLink('mailto:me@x.example?subject=y')).toBe('mailto:…@x[.]example')
    expect(showLink('mailto:a@x.example\u001b[2J@evil.test\u001b[31m')).toBe('mailto:…@evil[.]test')
    expect(showLink('mailto:a@evil.test%2Cme%40x.example')).toBe('mailto:…@evil[.]test')
    expect(showLink('javascript:alert(1)')).toBe('javascript:…')
    expect(showLink('www.evil.test/x')).toBe('www[.]evil[.]test/x')
  })

  test('never throws, and never shows what stands after the path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (link) => {
        expect(showLink(link)).not.toMatch(/[?@]|https?:\/\//)
        hostOf(link)
      }),
    )
  })
})
