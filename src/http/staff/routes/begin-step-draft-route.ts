import { createRoute, z } from '@hono/zod-openapi'
import { beginStepDraft } from '#actions/begin-step-draft'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  observanceId: z.string().max(60),
  nominalDate: z.iso.date().openapi({ description: 'Names the occurrence, as in the calendar.' }),
  offsetDays: z.number().int().min(-300).max(300).openapi({ description: 'The step of its playbook.' }),
})

const example = { observanceId: 'human-rights-day', nominalDate: '2026-12-10', offsetDays: -7 }

const route = createRoute({
  method: 'post',
  path: '/api/planning/drafts',
  tags: ['Calendar'],
  summary: 'Make the draft of a step now',
  description:
    'As planning would fourteen days before its day: with the words, the audience and the schedule of the playbook. Also for a step whose draft became void or was cancelled. Whoever asks for it can never approve it.',
  ...signedInOrKey,
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    201: {
      description: 'The draft; `Location` leads to it.',
      content: { 'application/json': { schema: z.object({ id: z.uuid() }) } },
    },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'step-unknown',
      'occurrence-cancelled',
      'draft-exists',
      'organisation-incomplete',
    ),
  },
})

export function beginStepDraftRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { nominalDate, ...key } = c.req.valid('json')
    const step = { ...key, nominalDate: Temporal.PlainDate.from(nominalDate) }
    const { campaignId } = await beginStepDraft(world, { member: c.var.member, step })
    c.header('Location', `/api/campaigns/${campaignId}`)
    return c.json({ id: campaignId }, 201)
  })
}
