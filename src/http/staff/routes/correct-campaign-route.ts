import { createRoute, z } from '@hono/zod-openapi'
import { correctCampaign, type PhraseCorrection } from '#actions/correct-campaign'
import { formatShortDay } from '../../public/dates.ts'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'
import { staffWordsIn } from '../staff-words.ts'

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/correction',
  tags: ['Campaigns'],
  summary: 'Begin a correction',
  description:
    'A draft for exactly those who were sent this letter and still subscribe, in its languages. Facts that have changed since are set against what we wrote; gaps are left where a person has to say what is right, and nothing leaves while one is open. No body.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    201: {
      description: 'The draft; `Location` leads to it.',
      content: { 'application/json': { schema: z.object({ id: z.uuid() }) } },
    },
    ...refusals(
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'campaign-not-released',
      'organisation-incomplete',
    ),
  },
})

export function correctCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { campaignId } = await correctCampaign(world, {
      member: c.var.member,
      campaignId: c.req.valid('param').id,
      phrase,
    })
    c.header('Location', `/api/campaigns/${campaignId}`)
    return c.json({ id: campaignId }, 201)
  })
}

const phrase: PhraseCorrection = (locale, { title, sentOn }) => {
  const words = staffWordsIn(locale)
  const date = formatShortDay(sentOn, locale)
  return {
    subject: words('correction.subject', { date }),
    preheader: words('correction.preheader'),
    title: words('correction.title'),
    summary: words('correction.summary', { title, date }),
    wrote: words('correction.wrote'),
    right: words('correction.right'),
    since: (day) => words('correction.since', { date: formatShortDay(day, locale) }),
  }
}
