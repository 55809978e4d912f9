import { Hono } from 'hono'
import { listLetterManifests } from '#actions/list-letter-manifests'
import { readLetterManifest } from '#actions/read-letter-manifest'
import { Refusal } from '#domain/refusal'
import { callerNetwork } from '../caller-network.ts'
import type { PublicParts } from '../public-parts.ts'

/** Where what we say of our letters stands (RFC 8615). */
const place = '/.well-known/northlight'

/** A JSON Web Signature in its compact form (RFC 7515 §9.2). */
const suffix = '.jws'

// Keys and statements hardly ever change, and a copy of yesterday still holds.
const cachedForHours = { 'Cache-Control': 'public, max-age=3600', 'Access-Control-Allow-Origin': '*' }
const cachedForMinutes = { 'Cache-Control': 'public, max-age=60', 'Access-Control-Allow-Origin': '*' }

/** What we say of our letters, signed, and the keys to check it with: for partners, the press and their programs. */
export function manifestRoutes({ world, publicUrl, clientAddress }: PublicParts): Hono {
  const app = new Hono()

  app.get(`${place}/keys.json`, async (c) =>
    c.body(JSON.stringify(await world.manifestKeys()), 200, {
      ...cachedForHours,
      'Content-Type': 'application/jwk-set+json',
    }),
  )

  app.get(`${place}/letters.json`, async (c) => {
    const letters = await listLetterManifests(world)
    const listed = letters.map(({ code, sentAt }) => ({
      code,
      sentAt: sentAt?.round('second').toString(),
      statement: `${publicUrl}${place}/letters/${code}.jws`,
    }))
    return c.json({ version: 1, letters: listed }, 200, cachedForMinutes)
  })

  app.get(`${place}/letters/:file`, async (c) => {
    const file = c.req.param('file')
    try {
      const jws = await readLetterManifest(world, { code: file.endsWith(suffix) ? file.slice(0, -suffix.length) : '' })
      return c.body(jws, 200, { ...cachedForHours, 'Content-Type': 'application/jose' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // Only who guesses is counted: a partner may ask for as many letters as there are.
      const network = world.blindIndex.network(callerNetwork(clientAddress(c)))
      if (await world.rateLimits.take('verify-per-network', network)) throw error
      throw new Refusal('rate-limited')
    }
  })

  return app
}
