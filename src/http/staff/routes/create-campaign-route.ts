import { createRoute, z } from '@hono/zod-openapi'
import { createCampaign } from '#actions/create-campaign'
import { letterKinds } from '#domain/mail-template'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  name: plainLine(120).refine((name) => name.trim() !== ''),
  slug: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .openapi({ description: 'The end of the address of its web copy: small letters, digits and hyphens.' }),
  kind: z.enum(letterKinds).default('observance'),
  occursOn: z
    .string()
    .refine(isDay)
    .nullable()
    .default(null)
    .openapi({ format: 'date', description: 'The day the letter is about.' }),
})

const example = {
  name: 'Human Rights Day 2026',
  slug: 'human-rights-day-2026',
  kind: 'observance',
  occursOn: '2026-12-10',
} as const

const route = createRoute({
  method: 'post',
  path: '/api/campaigns',
  tags: ['Campaigns'],
  summary: 'Begin a campaign',
  description: 'Makes an empty draft. Whoever begins a campaign can never approve it.',
  ...signedIn,
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    201: {
      description: 'The draft; `Location` leads to it.',
      content: { 'application/json': { schema: z.object({ id: z.uuid() }) } },
    },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'campaign-name-taken'),
  },
})

export function createCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { occursOn, ...campaign } = c.req.valid('json')
    const day = occursOn === null ? null : Temporal.PlainDate.from(occursOn)
    const { campaignId } = await createCampaign(world, {
      member: c.var.member,
      campaign: { ...campaign, occursOn: day },
    })
    c.header('Location', `/api/campaigns/${campaignId}`)
    return c.json({ id: campaignId }, 201)
  })
}

/** Whether a text is a day of the calendar, in the years in which letters are written. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}
