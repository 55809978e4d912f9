import { createRoute, z } from '@hono/zod-openapi'
import { describeWebCopy } from '#actions/describe-web-copy'
import { campaignStatuses } from '#domain/campaign'
import { localeSchema } from '#domain/locale-schema'
import { refusals } from '../api-problem.ts'
import { idParamSchema, instantSchema, localisedTextSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const namedSchema = z.object({ id: z.uuid(), name: z.string() })

const webCopySchema = z
  .object({
    addresses: z
      .array(z.object({ locale: localeSchema, url: z.url() }))
      .openapi({ description: 'Where it stands, or would, in each of its languages.' }),
    isShown: z.boolean().openapi({ description: 'Whether anybody outside can see it now.' }),
    notes: z.array(
      z.object({
        id: z.uuid(),
        text: localisedTextSchema,
        author: z.string().openapi({ description: 'Who of the staff added it; never shown outside.' }),
        notedAt: instantSchema,
      }),
    ),
    corrections: z
      .array(namedSchema.extend({ status: z.enum(campaignStatuses) }))
      .openapi({ description: 'What was begun to put it right, drafts too.' }),
    corrects: namedSchema.nullable().openapi({ description: 'The letter that it puts right.' }),
  })
  .openapi('WebCopy')

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/web-copy',
  tags: ['Archive'],
  summary: 'Read the web copy of a letter',
  description:
    'Its addresses, whether they can be seen, the notes below it and the corrections of it, oldest first. Since when it is withheld or taken down stands with the campaign.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The web copy.', content: { 'application/json': { schema: webCopySchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function describeWebCopyRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const copy = await describeWebCopy(world, { campaignId: c.req.valid('param').id })
    return c.json(
      {
        addresses: [...copy.addresses],
        isShown: copy.isShown,
        notes: copy.notes.map(({ notedAt, ...note }) => ({ ...note, notedAt: presentInstant(notedAt) })),
        corrections: copy.corrections.map(({ campaign: { id, name }, status }) => ({ id, name, status })),
        corrects: copy.corrects,
      },
      200,
    )
  })
}
