import { createRoute, z } from '@hono/zod-openapi'
import { reviseCampaign } from '#actions/revise-campaign'
import { audienceRuleSchema } from '#domain/audience'
import { letterContentsSchema } from '#domain/letter'
import { localeSchema } from '#domain/locale-schema'
import { plainLine } from '#domain/plain-text'
import type { RichText } from '#domain/rich-text'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'
import { translatedPartSchema } from '../translated-part.ts'

const bodySchema = z.strictObject({
  basedOn: z.int().min(0).openapi({ description: 'The number of the revision that was edited; 0 for the first.' }),
  contents: letterContentsSchema,
  audience: audienceRuleSchema,
  fallbackLocale: localeSchema
    .nullable()
    .default(null)
    .openapi({ description: 'What readers get in whose language there is no letter; null leaves none without.' }),
  acknowledgedFacts: z
    .array(z.string().max(40))
    .max(200)
    .default([])
    .openapi({ description: 'Stale or disputed facts that are printed knowingly.' }),
  acknowledgedFindings: z
    .array(plainLine(2100))
    .max(200)
    .default([])
    .openapi({ description: 'What else the check found and is let stand, by its `acknowledgement`.' }),
  inStep: z.array(translatedPartSchema).max(100).optional().openapi({
    description:
      'All parts of translations that still follow their source as these words are, although it changed after them. Left out, what was said before holds on for parts that change in no language.',
  }),
})

const paragraph = (text: string): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})

const example = {
  basedOn: 0,
  contents: {
    en: {
      subject: 'Today is for neighbours',
      preheader: 'Three figures with their dates, and one small thing to do this week.',
      title: 'A day for everyone who began again',
      summary: paragraph('Today recalls the settlement law of 14 July 1997.'),
      contentNote: null,
      body: paragraph('Arriving is a beginning.'),
      keyFigure: null,
      figures: [],
      ask: null,
    },
  },
  audience: { topics: ['days-of-remembrance'], exceptTopics: [], locales: ['en'], timeZones: [] },
  fallbackLocale: null,
  acknowledgedFacts: [],
  acknowledgedFindings: [],
} satisfies z.input<typeof bodySchema>

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/revisions',
  tags: ['Campaigns'],
  summary: 'Save a revision',
  description:
    'What the campaign says and to whom. It is a draft again: whoever submitted or approved it saw another text.',
  ...signedInOrKey,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    201: {
      description: 'Saved.',
      content: { 'application/json': { schema: z.object({ number: z.number().int() }) } },
    },
    ...refusals(
      'input-invalid',
      'body-too-large',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'revision-outdated',
      'campaign-already-released',
      'campaign-finished',
      'language-missing',
      'fact-unknown',
      'fact-retired',
      'topic-unknown',
      'campaign-not-released',
    ),
  },
})

export function reviseCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: campaignId } = c.req.valid('param')
    const revision = c.req.valid('json')
    const { number } = await reviseCampaign(world, { member: c.var.member, campaignId, revision })
    return c.json({ number }, 201)
  })
}
