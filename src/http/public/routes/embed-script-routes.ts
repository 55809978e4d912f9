import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Assets } from '../assets.ts'

/** The script that other sites load. It keeps its address for ever, so it is asked for anew every hour. */
export function embedScriptRoutes(assets: Assets): Hono {
  const app = new Hono()

  app.get('/embed.js', compress(), (c) => {
    const { bytes, type, version } = assets['embed.js']
    return c.body(bytes, 200, {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=3600',
      ETag: `"${version}"`,
      'X-Content-Type-Options': 'nosniff',
      // Other sites may load it, which is what it is for.
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
    })
  })

  return app
}
