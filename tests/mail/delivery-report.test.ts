import { expect, test } from 'vitest'
import { readWordedBounce } from '#mail/delivery-report'

test('a bounce in words that is one endless line is read like any other', () => {
  expect(readWordedBounce('-'.repeat(2_000_000))).toEqual([{ action: 'failed', status: null, replyCode: null }])
})
