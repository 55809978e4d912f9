import { createRoute, z } from '@hono/zod-openapi'
import { approveCampaign } from '#actions/approve-campaign'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  fingerprint: plainLine(200).openapi({ description: 'As read with the campaign: what the approver looked at.' }),
})

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/approve',
  tags: ['Campaigns'],
  summary: 'Approve a campaign',
  description:
    'One person’s word for exactly this content, audience, sender and schedule. Nobody approves what they wrote; any later change voids it.',
  ...recentlyConfirmed('approve-campaign'),
  request: { params: idParamSchema, body: { required: true, content: { 'application/json': { schema: bodySchema } } } },
  responses: {
    204: { description: 'Approved. It leaves when it is due.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'not-found',
      'approval-by-author',
      'approval-outdated',
      'already-approved',
      'campaign-not-submitted',
      'campaign-already-released',
      'campaign-finished',
      'date-tentative',
      'draft-void',
      'schedule-in-past',
      'audience-empty',
      'language-missing',
      'fact-unacknowledged',
      'fact-unknown',
      'fact-retired',
      'check-failed',
      'letter-too-large',
    ),
  },
})

export function approveCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { fingerprint } = c.req.valid('json')
    await approveCampaign(world, { member: c.var.member, campaignId: c.req.valid('param').id, fingerprint })
    return c.body(null, 204)
  })
}
