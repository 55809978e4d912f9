import { describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import type { ProviderFailureKind } from '#domain/provider-failure'
import { readResendError } from '#mail/resend-errors'

describe('the meaning of an error', () => {
  test.each<[number | null, string, ProviderFailureKind]>([
    [400, 'validation_error', 'permanent'],
    [422, 'validation_error', 'permanent'],
    [422, 'invalid_parameter', 'permanent'],
    [422, 'missing_required_field', 'permanent'],
    [422, 'invalid_from_address', 'permanent'],
    [422, 'invalid_attachment', 'permanent'],
    [422, 'invalid_region', 'permanent'],
    [422, 'invalid_access', 'permanent'],
    [400, 'invalid_idempotency_key', 'refused'],
    [413, 'application_error', 'permanent'],
    [401, 'missing_api_key', 'refused'],
    [401, 'restricted_api_key', 'refused'],
    [403, 'invalid_api_key', 'refused'],
    [403, 'validation_error', 'refused'],
    [404, 'not_found', 'refused'],
    [405, 'method_not_allowed', 'refused'],
    [451, 'security_error', 'refused'],
    [429, 'daily_quota_exceeded', 'quota'],
    [429, 'monthly_quota_exceeded', 'quota'],
    [429, 'rate_limit_exceeded', 'temporary'],
    [429, 'application_error', 'temporary'],
    [409, 'concurrent_idempotent_requests', 'unknown'],
    [409, 'invalid_idempotent_request', 'conflict'],
    [409, 'a_name_of_tomorrow', 'conflict'],
    [500, 'application_error', 'unknown'],
    [500, 'internal_server_error', 'unknown'],
    [503, 'validation_error', 'unknown'],
    [null, 'application_error', 'unknown'],
    [400, 'application_error', 'unknown'],
    [422, 'application_error', 'unknown'],
    [302, 'validation_error', 'unknown'],
  ])('%s %s is %s', (statusCode, name, kind) => {
    expect(readResendError({ statusCode, name, message: 'canary-heron@leak.example' }, {})).toMatchObject({
      kind,
      message: expect.not.stringContaining('canary'),
    })
  })

  test.each([
    null,
    undefined,
    'canary',
    7,
    [],
    {},
    { statusCode: '400', name: 'validation_error' },
    { statusCode: 500, name: { canary: 1 } },
  ])('of no known shape is unknown: %j', (error) => {
    expect(readResendError(error, {})).toMatchObject({ kind: 'unknown', code: expect.not.stringContaining('canary') })
  })

  test('never repeats a name that is no code', () => {
    expect(readResendError({ statusCode: 422, name: 'canary-heron@leak.example' }, {}).code).toBe('resend-422-unnamed')
  })

  test.each([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '7', 'ratelimit-reset': '3' }, 7],
    [{ 'ratelimit-reset': '3' }, 3],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', 'ratelimit-reset': '3' }, 3],
    [{ 'retry-after': '0' }, 1],
    [{ 'retry-after': '-5' }, 1],
    [{ 'retry-after': 'soon' }, 1],
    [{ 'retry-after': '99999999' }, limits.providerPauseSecondsMax],
    [{}, 1],
  ])('the pause that %j asks for is %i s', (headers, seconds) => {
    expect(readResendError({ statusCode: 429, name: 'rate_limit_exceeded' }, { ...headers }).retryAfterSeconds).toBe(
      seconds,
    )
  })
})
