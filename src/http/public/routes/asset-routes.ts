import { Hono } from 'hono'
import { assetPath, isAssetName, type Assets } from '../assets.ts'

/** Static files, and the icon that browsers ask for unasked. */
export function assetRoutes(assets: Assets): Hono {
  const app = new Hono()

  app.get('/assets/:name', (c) => {
    const name = c.req.param('name')
    if (!isAssetName(name)) return c.notFound()
    const { bytes, type, version } = assets[name]
    // Only the URL that names the version may be kept for ever; any other gets today's file, for now.
    const isVersioned = c.req.query('v') === version
    c.header('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache')
    return c.body(bytes, 200, { 'Content-Type': type })
  })

  app.get('/favicon.ico', (c) => c.redirect(assetPath(assets, 'favicon.svg'), 302))

  return app
}
