import { createRoute, z } from '@hono/zod-openapi'
import { inspectSender } from '#actions/inspect-sender'
import { proofStandings } from '#domain/sender-records'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const senderSchema = z
  .object({
    address: z.string(),
    domain: z.string(),
    proofs: z.array(
      z.object({
        proof: z.enum(['SPF', 'DKIM', 'DMARC']),
        standing: z.enum(proofStandings).openapi({
          description:
            '`weak`: a policy is there and lets forgeries through. `unknown`: no answer came, or only another server knows its key.',
        }),
        records: z.array(
          z.object({
            name: z.string(),
            found: z.array(z.string()).nullable().openapi({ description: 'Null where the DNS could not be asked.' }),
            wanted: z.string().nullable().openapi({
              description: 'A text record that would do; null where only whoever carries the mail can say it.',
            }),
          }),
        ),
      }),
    ),
  })
  .openapi('InspectedSender')

const route = createRoute({
  method: 'get',
  path: '/api/sender',
  tags: ['Organisation'],
  summary: 'See what proves the sender',
  description:
    'Asks the DNS for what receiving servers look at (SPF, DKIM, DMARC) at this moment, and says which records would do.',
  ...signedIn,
  responses: {
    200: { description: 'What was found.', content: { 'application/json': { schema: senderSchema } } },
    ...refusals('sign-in-required', 'organisation-incomplete'),
  },
})

export function inspectSenderRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { address, domain, proofs } = await inspectSender(world)
    const presented = proofs.map(({ proof, standing, records }) => ({
      proof,
      standing,
      records: records.map(({ name, found, wanted }) => ({ name, found: found && [...found], wanted })),
    }))
    return c.json({ address, domain, proofs: presented }, 200)
  })
}
