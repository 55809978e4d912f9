import { createRoute } from '@hono/zod-openapi'
import { checkCampaign } from '#actions/check-campaign'
import { refusals } from '../api-problem.ts'
import { checkedSchema, presentChecked } from '../present-finding.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'
import { localeOf } from '../staff-locale.ts'

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/check',
  tags: ['Campaigns'],
  summary: 'Check a campaign before sending',
  description:
    'Everything that would refuse it and everything else to look at, in all languages: words that may do harm, facts, links, languages, size, the day and the hour, and whether the domain of the sender proves who writes. An aid to the people who read the letter, and no guarantee.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'What was found.', content: { 'application/json': { schema: checkedSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function checkCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const checked = await checkCampaign(world, { campaignId: c.req.valid('param').id })
    const locale = await localeOf(c.req.header('Accept-Language'), c.var.findMember)
    c.header('Content-Language', locale)
    return c.json(presentChecked(checked, locale), 200)
  })
}
