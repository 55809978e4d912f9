import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { batchJobs, jobContracts, jobNames, openQueues, parseJobPayload, queueOf, queues } from '#jobs/job-contracts'
import { canaries } from '../support/canaries.ts'

/** Everything that a payload of this job may hold, each value a UUID. */
function payloadOf(name: (typeof jobNames)[number]): Record<string, string> {
  return Object.fromEntries(Object.keys(jobContracts[name].payload.shape).map((key) => [key, randomUUID()]))
}

describe.each(jobNames)('%s', (name) => {
  test('carries ids and nothing else', () => {
    const payload = payloadOf(name)
    expect(parseJobPayload(name, payload)).toEqual(payload)
    expect(Object.keys(payload).filter((key) => !key.endsWith('Id'))).toEqual([])
    for (const key of Object.keys(payload)) {
      for (const value of [...canaries.addresses, ...canaries.names, '', 'x', null, 7]) {
        expect(() => parseJobPayload(name, { ...payload, [key]: value })).toThrow(Error)
      }
    }
    expect(() => parseJobPayload(name, { ...payload, email: canaries.addresses[0] })).toThrow(Error)
  })

  test('runs in a queue that there is', () => {
    expect(Object.keys(queues)).toContain(jobContracts[name].queue)
  })
})

test('a job that runs by itself needs nothing, and every other is tried again, or one broken connection would lose it', () => {
  const [recurring, others] = ['recurring', 'other'].map((kind) =>
    jobNames.filter((name) => 'everySeconds' in jobContracts[name] === (kind === 'recurring')),
  )
  expect(recurring?.filter((name) => Object.keys(payloadOf(name)).length > 0)).toEqual([])
  expect(others?.filter((name) => jobContracts[name].attempts < 2)).toEqual([])
  expect([recurring?.length, others?.length]).not.toContain(0)
})

test('every job has an open queue, whatever the providers', () => {
  for (const providers of [['smtp'], ['resend'], ['smtp', 'resend'], ['resend', 'smtp']] as const) {
    const open = openQueues(providers)
    for (const name of jobNames) expect(open).toContain(queueOf(name, providers))
  }
  expect([openQueues(['smtp']).includes('resend'), openQueues(['resend']).includes('smtp')]).toEqual([false, false])
})

test('batches wait for their own provider, and for the usual one when theirs is gone', () => {
  expect(queueOf(batchJobs.smtp, ['resend', 'smtp'])).toBe('smtp')
  expect(queueOf(batchJobs.smtp, ['resend'])).toBe('resend')
})

test('mail to one person waits with the batches where the provider counts all calls together', () => {
  expect(queueOf('send-confirmation', ['resend', 'smtp'])).toBe('resend')
  expect(queueOf('send-confirmation', ['smtp', 'resend'])).toBe('mail')
})
