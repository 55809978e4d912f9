import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { receiveProviderEvent } from '#actions/receive-provider-event'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import type { ReadWebhook } from '#domain/provider-event'

export type WebhookParts = {
  readonly world: World
  /** Verifies and reads what Resend sends. */
  readonly readResendWebhook: ReadWebhook
  /** Told of every error that is a bug. */
  readonly reportBug: (error: Error) => void
}

/** Where Resend is to send its events. */
const resendPath = '/webhooks/resend'

/**
 * Takes what providers tell of our mail. Mounted at `/`, before the rules of the public pages, which are for people. No
 * answer has a body: whoever has no secret learns nothing. The provider repeats what is answered with a 5xx.
 */
export function createWebhookApp({ world, readResendWebhook, reportBug }: WebhookParts): Hono {
  const app = new Hono()
  app.use(resendPath, async (c, next) => {
    await next()
    c.res.headers.set('Cache-Control', 'no-store')
  })
  app.post(
    resendPath,
    bodyLimit({ maxSize: limits.webhookBodyBytesMax, onError: (c) => c.body(null, 413) }),
    async (c) => {
      // The signature covers the bytes as they came, so nothing may parse the body before.
      const body = await c.req.text()
      const event = readResendWebhook({ body, header: (name) => c.req.header(name), now: world.now() })
      if (event === 'forged') return c.body(null, 401)
      if (event !== 'irrelevant') await receiveProviderEvent(world, event)
      return c.body(null, 200)
    },
  )
  app.all(resendPath, (c) => c.body(null, 405, { Allow: 'POST' }))
  app.onError((error, c) => {
    reportBug(error)
    return c.body(null, 500)
  })
  return app
}
