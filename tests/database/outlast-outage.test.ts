import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { isOutage, outlastOutage } from '#database/outlast-outage'

function sqlError(code: string): Error {
  return new Error('query failed', { cause: Object.assign(new pg.DatabaseError('x', 1, 'error'), { code }) })
}

describe('an outage', () => {
  test.each([
    ...['57P01', '57P02', '57P03', '08006', '53300', '40001', '40P01'].map(sqlError),
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Failed query', { cause: new Error('Query read timeout') }),
    new AggregateError([Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })], 'no address answered'),
  ])('is %s', (error) => {
    expect(isOutage(error)).toBe(true)
  })

  test.each([sqlError('23505'), sqlError('57014'), sqlError('080'), new Error('a bug'), 'Connection terminated', null])(
    'is not %s',
    (error) => {
      expect(isOutage(error)).toBe(false)
    },
  )
})

describe('work that must not be lost', () => {
  test('is done again until the database is back', async () => {
    let tries = 0
    const work = async (): Promise<string> => {
      tries += 1
      if (tries < 3) throw sqlError('57P03')
      return 'done'
    }
    expect(await outlastOutage(work)).toBe('done')
    expect(tries).toBe(3)
  })

  test('is not done again when it is at fault itself, nor for ever', async () => {
    let tries = 0
    const failWith = (error: Error) => (): Promise<never> => {
      tries += 1
      return Promise.reject(error)
    }
    await expect(outlastOutage(failWith(sqlError('23505')))).rejects.toThrow('query failed')
    expect(tries).toBe(1)
    await expect(outlastOutage(failWith(sqlError('57P01')), { withinSeconds: 0.25 })).rejects.toThrow('query failed')
    expect(tries).toBe(3)
  })
})
