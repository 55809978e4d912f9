/**
 * What goes wrong with one request to the double of Resend.
 * - `hang`, `reset`: the caller never gets an answer, or its connection is cut, before or after the mails were taken
 * - `stall`: the mails are taken, and the answer stops in the middle until `until`, if ever
 * - `answer`: the mails are not taken, and the caller gets just this
 * - `garble`: the mails are taken, and the caller gets this in place of the answer
 */
export type Trouble =
  | { readonly kind: 'hang' | 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'stall'; readonly until: Promise<void> }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'garble'; readonly body: string; readonly status?: number }

/** The troubles that a failing provider brings; what is in their bodies may be meant to leak. */
export const commonTroubles = {
  serverErrorBefore: {
    kind: 'answer',
    status: 500,
    body: '{"statusCode":500,"name":"internal_server_error","message":"An unexpected error occurred."}',
  },
  serverErrorAfter: {
    kind: 'garble',
    status: 502,
    body: '<html><body>Bad gateway</body></html>',
  },
  brokenJson: { kind: 'garble', body: '{"data":[{"id":"49a3999c' },
  wrongLength: { kind: 'garble', body: '{"data":[{"id":"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"}]}' },
  resetBefore: { kind: 'reset', when: 'before' },
  resetAfter: { kind: 'reset', when: 'after' },
  hangBefore: { kind: 'hang', when: 'before' },
  hangAfter: { kind: 'hang', when: 'after' },
  tooFast: {
    kind: 'answer',
    status: 429,
    body: '{"statusCode":429,"name":"rate_limit_exceeded","message":"Too many requests."}',
    headers: { 'retry-after': '1', 'ratelimit-limit': '5', 'ratelimit-remaining': '0', 'ratelimit-reset': '1' },
  },
  quotaUsedUp: {
    kind: 'answer',
    status: 429,
    body: '{"statusCode":429,"name":"daily_quota_exceeded","message":"You have reached your daily email quota."}',
  },
  keyRevoked: {
    kind: 'answer',
    status: 403,
    body: '{"statusCode":403,"name":"invalid_api_key","message":"API key is invalid."}',
  },
} as const satisfies Record<string, Trouble>
