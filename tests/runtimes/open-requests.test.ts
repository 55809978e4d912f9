import { expect, test } from 'vitest'
import { countRequests } from '#runtimes/open-requests'

test('what a request uses is kept until its handler has ended, whether well or badly', async () => {
  const first = Promise.withResolvers<Response>()
  const second = Promise.withResolvers<Response>()
  const answers = [first.promise, second.promise]
  const requests = countRequests(() => answers.shift() ?? Promise.resolve(new Response()))
  const asked = [1, 2].map(() => requests.fetch(new Request('https://news.example.org/')).catch(() => 'failed'))
  let isOver = false
  const over = requests.untilAnswered().then(() => {
    isOver = true
  })
  first.resolve(new Response('well'))
  await asked[0]
  expect(isOver).toBe(false)
  second.reject(new Error('badly'))
  await over
  expect(await asked[1]).toBe('failed')
  await requests.untilAnswered()
})
