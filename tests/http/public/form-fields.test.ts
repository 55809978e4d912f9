import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { readFormFields } from '../../../src/http/public/form-fields.ts'

const app = new Hono().post('/', async (c) => c.json([...(await readFormFields(c))]))

const send = async (body: string): Promise<unknown> => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return (await app.request('/', { method: 'POST', headers, body })).json()
}

test('every value of every field is read, in order', async () => {
  expect(await send('topics=one&name=Mina&topics=two')).toEqual([
    ['topics', ['one', 'two']],
    ['name', ['Mina']],
  ])
})

test('a field that comes very often is read in the time that the form is long', async () => {
  const [[name, values] = []] = (await send('a=&'.repeat(100_000))) as [string, string[]][]
  expect([name, values?.length]).toEqual(['a', 100_000])
})
