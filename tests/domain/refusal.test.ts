import { describe, expect, test } from 'vitest'
import en from '#messages/en' with { type: 'json' }
import { ProviderFailure } from '#domain/provider-failure'
import { Refusal, refusalCodes } from '#domain/refusal'
import ko from '#messages/ko' with { type: 'json' }

describe('a refusal', () => {
  test('names the field at fault and keeps what fills its message apart from it', () => {
    const refusal = new Refusal('schedule-too-far', { field: 'date', limit: 400 })
    expect(refusal).toMatchObject({
      code: 'schedule-too-far',
      field: 'date',
      detail: { limit: 400 },
      message: 'schedule-too-far (date)',
      name: 'Refusal',
    })
    expect(new Refusal('not-found')).toMatchObject({ field: undefined, detail: {}, message: 'not-found' })
  })

  test('does not say its detail, which could be personal, in its message', () => {
    expect(String(new Refusal('link-not-https', { field: 'ask', url: 'https://canary.example/' }))).not.toContain(
      'canary',
    )
  })

  test.each(Object.entries({ en, ko }))('has words in %s for every code', (_locale, catalogue) => {
    const words: Readonly<Record<string, unknown>> = catalogue.problem
    expect(refusalCodes.filter((code) => words[code] === undefined)).toEqual([])
  })
})

test('a failure of the provider says its kind and its code and nothing else', () => {
  const failure = new ProviderFailure('temporary', 'smtp-421', { retryAfterSeconds: 3 })
  expect(String(failure)).toBe('ProviderFailure: temporary: smtp-421')
  expect(JSON.parse(JSON.stringify(failure))).toEqual({
    name: 'ProviderFailure',
    kind: 'temporary',
    code: 'smtp-421',
    retryAfterSeconds: 3,
    isAddressDead: false,
    isOfReader: false,
  })
})
