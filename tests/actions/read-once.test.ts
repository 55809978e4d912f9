import { expect, test } from 'vitest'
import { readOnce } from '#actions/read-once'

test('what a hundred ask for at once is read once', async () => {
  const asked: string[] = []
  const read = readOnce(2, async (source: string, id) => {
    asked.push(id)
    return Promise.resolve({ source, id })
  })
  const values = await Promise.all(Array.from({ length: 100 }, () => read('here', 'a')))
  expect(new Set(values).size).toBe(1)
  expect(asked).toEqual(['a'])
})

test('as many are kept as was said, the first goes first', async () => {
  const asked: string[] = []
  const read = readOnce(2, async (_: null, id) => {
    asked.push(id)
    return Promise.resolve(id)
  })
  for (const id of ['a', 'b', 'a', 'c', 'b', 'a']) expect(await read(null, id)).toBe(id)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})

test('what could not be read is asked for again', async () => {
  let isAway = true
  const read = readOnce(2, async (_: null, id) => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(id)))
  await expect(read(null, 'a')).rejects.toThrow('away')
  isAway = false
  expect(await read(null, 'a')).toBe('a')
})
