import type { OpenAPIHono } from '@hono/zod-openapi'
import { sessionCookieName } from './auth.ts'

type Description = Parameters<OpenAPIHono['getOpenAPI31Document']>[0]

const introduction = `
What staff of the organisation do, over HTTP: write letters, say to whom and when they go, approve them, and see what
became of them. Nothing here sends mail by itself, and nothing here shows a reader's address.

**Sign in** with \`POST /api/auth/sign-in/email\` and the body \`{"email": "…", "password": "…"}\`; the answer sets the
session cookie, which holds for 12 hours. \`GET /api/auth/get-session\`, \`POST /api/auth/sign-out\`,
\`POST /api/auth/change-password\` and \`POST /api/auth/revoke-other-sessions\` are there as well.

**Every request but GET** says \`Content-Type: application/json\`, also without a body, and where it comes from: a browser
does so by itself, a script sends the header \`Origin\` with the address of this site.

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
      { name: 'Calendar', description: 'Days, how sure they are, how they ended, and what is done around them.' },
      { name: 'Content', description: 'Topics, the fact ledger and the library.' },
      {
        name: 'Subscribers',
        description: 'Counts, imports, and what became of one reader’s mail. No answer shows an address.',
      },
      { name: 'Sending', description: 'The stop for everything.' },
      { name: 'Organisation', description: 'Who letters come from.' },
      { name: 'Staff', description: 'Who is signed in, and who is invited.' },
    ],
  }
}

/** Documents the session cookie, to which routes refer as `session`. */
export function declareSession({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>, publicUrl: string): void {
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieName(publicUrl),
  })
}
