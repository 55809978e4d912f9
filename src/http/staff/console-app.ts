import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { negotiateLocale } from '#domain/locale'
import { strictHeaders } from '../strict-headers.ts'

/** Where the console is. */
const consolePath = '/console'

/** The word in the built page that is replaced by a nonce (`html.cspNonce` of `console/vite.config.ts`). */
const nonceSlot = '%NONCE%'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

type ConsoleFile = {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly zipped: Uint8Array<ArrayBuffer>
}

/**
 * The console of staff: one page for every address below `/console`, and the files that `scripts/build` made for it. The
 * page holds nothing of anybody; what it shows comes from the API, to whoever is signed in. Mounted at `/`.
 * @param directory where the built console is
 * @param hasSampleData whether everybody on the list was made up, which the page tells the console
 * @throws Error of the file system when it was not built
 */
export function createConsoleApp({
  publicUrl,
  directory,
  hasSampleData = false,
}: {
  readonly publicUrl: string
  readonly directory: string
  readonly hasSampleData?: boolean
}): Hono {
  const page = readFileSync(join(directory, 'index.html'), 'utf8')
  const mark = hasSampleData ? ' data-sample' : ''
  const files = readFiles(join(directory, 'assets'))
  const app = new Hono()

  app.use(
    `${consolePath}/*`,
    secureHeaders(
      strictHeaders(publicUrl, { connectSrc: ["'self'"], frameSrc: ["'self'"], styleSrc: ["'self'", NONCE] }),
    ),
  )

  app.get(`${consolePath}/assets/:name`, (c) => {
    const file = files.get(c.req.param('name'))
    if (file === undefined) return c.text('', 404)
    const isZipped = /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')
    // The name of a file changes with its contents.
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Vary', 'Accept-Encoding')
    if (isZipped) c.header('Content-Encoding', 'gzip')
    return c.body(isZipped ? file.zipped : file.bytes, 200, { 'Content-Type': file.type })
  })

  app.get(`${consolePath}/*`, (c) => {
    const locale = negotiateLocale(c.req.header('Accept-Language'))
    c.header('Cache-Control', 'no-store')
    const own = page.replaceAll(nonceSlot, c.get('secureHeadersNonce') ?? '')
    return c.html(own.replace('<html lang="en">', `<html lang="${locale}"${mark}>`))
  })

  return app
}

/** The built files by name. Nothing else can be asked for, so no path can lead out of the directory. */
function readFiles(directory: string): Map<string, ConsoleFile> {
  const names = readdirSync(directory).filter((name) => extname(name) in types)
  return new Map(
    names.map((name) => {
      const bytes = Uint8Array.from(readFileSync(join(directory, name)))
      return [name, { type: types[extname(name)] ?? '', bytes, zipped: Uint8Array.from(gzipSync(bytes)) }]
    }),
  )
}
