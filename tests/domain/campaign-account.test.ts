import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceAccount, type BatchTotals } from '#domain/campaign-account'
import { providerNames } from '#domain/provider'

const count = fc.integer({ min: 0, max: 1_000 })

const batches = fc.array(
  fc
    .record({
      provider: fc.constantFrom(...providerNames, null),
      isSettled: fc.boolean(),
      accepted: count,
      dropped: count,
      failed: count,
      uncertain: count,
      delivered: count,
      complained: count,
    })
    .map((totals): BatchTotals => {
      const ended = totals.accepted + totals.dropped + totals.failed + totals.uncertain
      return { ...totals, size: totals.isSettled ? ended : ended + 1 }
    }),
  { maxLength: 6 },
)

test('an account always balances, and so do those of its providers', () => {
  fc.assert(
    fc.property(batches, (all) => {
      const { account, providers } = balanceAccount({ batches: all, exceptions: [], delayed: 0, left: 0 })
      const { accepted, dropped, failed, uncertain, waiting } = account
      expect(account.frozen).toBe(accepted + dropped + failed + uncertain + waiting)
      const named = all.filter(({ provider, isSettled }) => provider !== null && isSettled)
      expect(providers.reduce((sum, provider) => sum + provider.accepted, 0)).toBe(
        named.reduce((sum, batch) => sum + batch.accepted, 0),
      )
    }),
  )
})

test('an account names the reasons of settled batches, and what came back of all', () => {
  const none = { dropReason: null, failureCode: null, bounceKind: null, provider: 'smtp', isSettled: true } as const
  const { account, dropped, failed, providers } = balanceAccount({
    batches: [
      {
        provider: 'smtp',
        isSettled: true,
        size: 20,
        accepted: 14,
        dropped: 3,
        failed: 2,
        uncertain: 1,
        delivered: 9,
        complained: 1,
      },
      {
        provider: null,
        isSettled: false,
        size: 5,
        accepted: 0,
        dropped: 0,
        failed: 0,
        uncertain: 0,
        delivered: 0,
        complained: 0,
      },
    ],
    exceptions: [
      { ...none, dropReason: 'left', count: 1 },
      { ...none, dropReason: 'suppressed', count: 2 },
      { ...none, dropReason: 'left', isSettled: false, provider: null, count: 4 },
      { ...none, failureCode: 'smtp-550', count: 2 },
      { ...none, bounceKind: 'hard', count: 2 },
      { ...none, bounceKind: 'soft', count: 1 },
    ],
    delayed: 2,
    left: 1,
  })
  expect(account).toEqual({
    frozen: 25,
    accepted: 14,
    dropped: 3,
    failed: 2,
    uncertain: 1,
    waiting: 5,
    delivered: 9,
    bouncedHard: 2,
    bouncedSoft: 1,
    complained: 1,
    delayed: 2,
    left: 1,
  })
  expect(dropped).toEqual({ left: 1, suppressed: 2 })
  expect(failed).toEqual({ 'smtp-550': 2 })
  expect(providers).toEqual([
    {
      provider: 'smtp',
      accepted: 14,
      failed: 2,
      uncertain: 1,
      delivered: 9,
      bouncedHard: 2,
      bouncedSoft: 1,
      complained: 1,
    },
  ])
})
