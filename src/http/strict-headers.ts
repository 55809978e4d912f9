import type { secureHeaders } from 'hono/secure-headers'

type Policy = NonNullable<NonNullable<Parameters<typeof secureHeaders>[0]>['contentSecurityPolicy']>

/**
 * Headers of everything that people look at: no inline script or style, nothing from elsewhere, no frames, no referrer.
 * @param sources what a page may do beyond that
 */
export function strictHeaders(
  publicUrl: string,
  sources: Pick<Policy, 'connectSrc' | 'frameSrc' | 'styleSrc' | 'workerSrc'> = {},
): Parameters<typeof secureHeaders>[0] {
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      ...sources,
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], browsingTopics: [] },
  }
}
