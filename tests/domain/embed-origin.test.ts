import { describe, expect, test } from 'vitest'
import { isEmbedOrigin } from '#domain/embed-origin'

describe('an origin whose pages may carry the form', () => {
  test.each([
    'https://www.example.org',
    'https://example.org:8443',
    'https://xn--hq1b37fl3tv2f.example',
    'http://localhost:3000',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
  ])('may be %s', (origin) => expect(isEmbedOrigin(origin)).toBe(true))

  test.each([
    'http://www.example.org',
    'https://www.example.org/',
    'https://www.example.org/page',
    'https://WWW.example.org',
    'https://www.example.org:443',
    'https://user@www.example.org',
    'https://*.example.org',
    'http://localhost.example.org',
    'www.example.org',
    'null',
    'file://',
    'javascript:alert(1)',
    '',
  ])('may not be %s', (origin) => expect(isEmbedOrigin(origin)).toBe(false))
})
