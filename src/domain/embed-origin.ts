import { z } from 'zod'

/** How a browser names the machine it runs on; only there is HTTPS not asked for. */
const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a text is an origin (RFC 6454) whose pages may carry the subscribe form, written as a browser sends it:
 * `https://www.example.org`, without a path or a slash at its end. HTTP would let anyone on the way change the form.
 */
export function isEmbedOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.origin !== text || text.includes('*')) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ownMachine.has(url.hostname))
}

/** A schema for one origin whose pages may carry the subscribe form. */
export const embedOriginSchema = z.string().max(300).refine(isEmbedOrigin)
