import type { OpenAPIHono } from '@hono/zod-openapi'
import { limits } from '#domain/limits'
import { sessionCookieName } from './configure-auth.ts'

type Description = Parameters<OpenAPIHono['getOpenAPI31Document']>[0]

const introduction = `
What staff of the organisation do, over HTTP: write letters, say to whom and when they go, approve them, and see what
became of them. Nothing here sends mail by itself, and nothing here shows a reader's address.

**Sign in** with \`POST /api/auth/sign-in/email\` and the body \`{"email": "…", "password": "…"}\`, and give the code of
your authenticator app where it is asked for; or with a passkey. The answer sets the session cookie, which holds for 12
hours. **What is grave** (approving, seeing or importing readers, roles, keys) asks for a second factor shown within
${limits.confirmationMinutes} minutes: \`step-up-required\` names the ways that you have, and \`POST /api/step-up/…\` takes one.

**Programs** send a key as \`Authorization: Bearer nlk_…\`. It reads what all staff may read, and changes what its scopes
name, in the name of whoever made it; which routes take one, \`security\` says.

**Every request but GET** says \`Content-Type: application/json\`, also without a body, and where it comes from: a browser
does so by itself, a script with a session sends the header \`Origin\` with the address of this site.

**Refusals** are problem details (RFC 9457) in English or Korean: the language that \`Accept-Language\` names, or else the
member's own. \`code\` never changes; \`errors\` names each field at fault and says what would be right.
`.trim()

/** What stands around the routes in the OpenAPI document. */
export function describeApi(publicUrl: string): Description {
  return {
    openapi: '3.1.0',
    info: { title: 'Northlight staff API', version: '1', description: introduction },
    servers: [{ url: publicUrl }],
    tags: [
      { name: 'Campaigns', description: 'From the first draft to the report.' },
      { name: 'Archive', description: 'What is seen of a letter on the web.' },
      { name: 'Calendar', description: 'Days, how sure they are, how they ended, and what is done around them.' },
      { name: 'Content', description: 'Topics, the fact ledger and the library.' },
      {
        name: 'Subscribers',
        description: 'Counts, imports, and what became of one reader’s mail. No answer shows an address.',
      },
      { name: 'Forgeries', description: 'Letters that are not ours, as readers report them.' },
      { name: 'Sending', description: 'The stop for everything.' },
      { name: 'Organisation', description: 'Who letters come from.' },
      { name: 'Sign-in', description: 'Passwords, second factors and sessions.' },
      { name: 'Staff', description: 'Yourself, colleagues, keys for programs, and the record of what was done.' },
    ],
  }
}

/** Documents the session cookie and the keys, to which routes refer as `session` and `key`. */
export function declareSecurity({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>, publicUrl: string): void {
  openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieName(publicUrl),
  })
}
