import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveryActions, factsOfReport, type DeliveryAction, type DeliveryStatus } from '#domain/delivery-status'

function statusOf(
  action: DeliveryAction,
  status: string | null = null,
  replyCode: number | null = null,
): DeliveryStatus {
  return { action, status, replyCode }
}

test('a failure is a bounce, hard only where the address is dead', () => {
  expect(factsOfReport([statusOf('failed', '5.1.1', 550)])).toEqual([{ kind: 'bounced', bounceKind: 'hard' }])
  expect(factsOfReport([statusOf('failed', '5.7.1', 550)])).toEqual([{ kind: 'bounced', bounceKind: 'soft' }])
  expect(factsOfReport([statusOf('failed')])).toEqual([{ kind: 'bounced', bounceKind: 'soft' }])
})

test('an address that passes mail on is not dead while one of its mailboxes takes it', () => {
  for (const action of ['delivered', 'relayed', 'expanded'] as const) {
    const facts = factsOfReport([statusOf('failed', '5.1.1', 550), statusOf(action)])
    expect(facts).toContainEqual({ kind: 'bounced', bounceKind: 'soft' })
  }
  const delayed = factsOfReport([statusOf('failed', '5.1.1', 550), statusOf('delayed')])
  expect(delayed).toContainEqual({ kind: 'bounced', bounceKind: 'hard' })
})

test('only a delivery says that the letter arrived; to pass it on proves that it was sent', () => {
  expect(factsOfReport([statusOf('delivered', '2.1.5')])).toEqual([{ kind: 'delivered', bounceKind: null }])
  expect(factsOfReport([statusOf('relayed'), statusOf('expanded')])).toEqual([{ kind: 'accepted', bounceKind: null }])
  expect(factsOfReport([statusOf('delayed', '4.4.1')])).toEqual([{ kind: 'delayed', bounceKind: null }])
  expect(factsOfReport([])).toEqual([])
})

test('a report says each thing once, however often and in whatever order its recipients repeat it', () => {
  const status = fc.record({
    action: fc.constantFrom(...deliveryActions),
    status: fc.constantFrom(null, '5.1.1', '5.2.2', '2.0.0'),
    replyCode: fc.constantFrom(null, 550, 250),
  })
  const report = fc.array(status, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(report, (statuses) => {
      const facts = factsOfReport(statuses)
      expect(new Set(facts.map(({ kind }) => kind)).size).toBe(facts.length)
      expect(factsOfReport(statuses.toReversed())).toEqual(facts)
      expect(factsOfReport([...statuses, ...statuses])).toEqual(facts)
    }),
  )
})
