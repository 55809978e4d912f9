import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { jobContracts, jobNames, parseJobPayload, queues } from '#jobs/job-contracts'
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

  test('runs in a queue that there is, and is tried again if nothing else would', () => {
    const contract = jobContracts[name]
    expect(Object.keys(queues)).toContain(contract.queue)
    // What runs by itself comes round again; what does not would otherwise be lost with one broken connection.
    if ('everySeconds' in contract) expect(payloadOf(name)).toEqual({})
    else expect(contract.attempts).toBeGreaterThan(1)
  })
})
