import { createRoute, z } from '@hono/zod-openapi'
import { inspectSender } from '#actions/inspect-sender'
import { recordFaults } from '#domain/sender-domain'
import { proofStandings, recordSources, shownProofs } from '#domain/sender-records'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const senderSchema = z
  .object({
    address: z.string(),
    domain: z.string(),
    proofs: z.array(
      z.object({
        proof: z
          .enum(shownProofs)
          .openapi({ description: '`MX`: whether what cannot be delivered finds its way back.' }),
        standing: z.enum(proofStandings).openapi({
          description:
            '`weak`: a policy is there and lets forgeries through. `unknown`: no answer came, or only another server knows its key.',
        }),
        records: z.array(
          z.object({
            name: z.string(),
            type: z.enum(['TXT', 'MX']),
            found: z.array(z.string()).nullable().openapi({ description: 'Null where the DNS could not be asked.' }),
            wanted: z.string().nullable().openapi({
              description: 'A record that would do; null where `source` has to say it.',
            }),
            source: z.enum(recordSources).openapi({
              description:
                'Who can say what has to stand there. `here`: `wanted` does. `worker`: the process that signs, when it starts. `resend`: the page of the domain at Resend. `host`: whoever carries the mail. `door`: whoever runs the machine that takes returned mail.',
            }),
            fault: z.enum(recordFaults).nullable().openapi({ description: 'What is wrong with what stands there.' }),
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
    'Asks the DNS for what receiving servers look at (SPF, DKIM, DMARC) and where undeliverable mail goes (MX) at this moment, and says which records would do.',
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
      records: records.map(({ found, ...record }) => ({ ...record, found: found && [...found] })),
    }))
    return c.json({ address, domain, proofs: presented }, 200)
  })
}
