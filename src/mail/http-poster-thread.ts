import { request as requestHttp, type ClientRequest } from 'node:http'
import { request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { parentPort, workerData } from 'node:worker_threads'
import type { HttpEndpoint, PostErrand, PostResult } from './http-poster.ts'

// The thread of `http-poster.ts`. It speaks HTTP and does nothing else; Node's own agents keep the connections.
if (!parentPort) throw new Error('The thread of a poster cannot run as a program.')
const caller = parentPort
const { url, headers } = workerData as HttpEndpoint
const startRequest = new URL(url).protocol === 'https:' ? requestHttps : requestHttp
const underWay = new Map<number, ClientRequest>()

caller.on('message', (errand: PostErrand) => {
  if (errand.kind === 'post') post(errand)
  else underWay.get(errand.id)?.destroy()
})

function post({ id, body, headers: own }: Extract<PostErrand, { kind: 'post' }>): void {
  const end = (outcome: PostResult['outcome']): void => {
    underWay.delete(id)
    caller.postMessage({ id, outcome } satisfies PostResult)
  }
  const request = startRequest(url, { method: 'POST', headers: { ...headers, ...own } }, (response) => {
    text(response).then(
      (words) =>
        end({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          text: words,
          // A server may answer before it has read everything; what is left then still goes out.
          isBodySent: request.writableFinished,
        }),
      () => end('unanswered'),
    )
  })
  underWay.set(id, request)
  request.on('error', () => end('unanswered'))
  request.end(body)
}
