import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { negotiateLocale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import type { StaffEnv, StaffParts } from './staff-env.ts'
import { staffWordsIn } from './staff-words.ts'

const documentPath = '/api/openapi.json'
const starterPath = '/api/docs/start.js'
/** Where the reader is; outside `/api`, beside the other static files. */
export const readerPath = '/assets/api-reference.js'

// Everything that the reader offers beside reading is off: it would load fonts, send requests elsewhere or measure use.
const starter = `Scalar.createApiReference('#reference', {
  url: '${documentPath}',
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  hideTestRequestButton: true,
  showDeveloperTools: 'never',
  telemetry: false,
  withDefaultFonts: false,
})
`

// The reader (Scalar) writes style elements as it runs; scripts still come from files of ours alone.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The OpenAPI document, and a page to read it in, made of files of ours. */
export function referenceRoutes({ assetsDirectory }: StaffParts, describe: () => object): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(documentPath, (c) => c.json(describe()))

  app.get('/api/docs', async (c) => {
    c.header('Content-Security-Policy', policy)
    const locale = negotiateLocale(c.req.header('Accept-Language'))
    const words = staffWordsIn(locale)
    const page = (
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{words('reference.title')}</title>
          <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
        </head>
        <body>
          <noscript>{words('reference.noScript', { path: documentPath })}</noscript>
          <div id="reference"></div>
          <script src={readerPath}></script>
          <script src={starterPath} type="module"></script>
        </body>
      </html>
    )
    return c.html(await html`<!doctype html>${page}`)
  })

  app.get(starterPath, (c) => answerScript(c, starter))

  // Read when it is asked for: four megabytes that only this page needs.
  app.get(readerPath, async (c) => {
    const script = await readFile(join(assetsDirectory, 'api-reference.js')).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new Refusal('not-found')
      throw error
    })
    c.header('Cache-Control', 'private, max-age=3600')
    return answerScript(c, Uint8Array.from(script))
  })

  return app
}

function answerScript(c: Context, script: string | Uint8Array<ArrayBuffer>): Response {
  return c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
}
