import { createRoute, z } from '@hono/zod-openapi'
import { setEvent } from '#actions/set-event'
import { letterEventSchema } from '#domain/letter-event'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  event: letterEventSchema.nullable().openapi({
    description: 'The time hangs on the clock of `timeZone`; a place of null is online; null for the whole removes it.',
  }),
})

const example = {
  event: {
    name: { en: 'Open table: neighbours and newcomers', ko: '열린 식탁: 이웃과 새 이웃' },
    date: '2026-07-14',
    time: '19:00',
    timeZone: 'Asia/Seoul',
    durationMinutes: 90,
    place: { en: 'Yesi Library, 2F, Seoul', ko: '서울 예시도서관 2층' },
    url: 'https://northlight.example/events/open-table',
  },
}

const route = createRoute({
  method: 'put',
  path: '/api/campaigns/{id}/event',
  tags: ['Campaigns'],
  summary: 'Say what a letter invites to',
  description:
    'Printed with links into calendars in a letter of any kind; once it has left, `/letters/{slug}/event.ics` is its calendar file. A change voids an approval.',
  ...signedInOrKey,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    204: { description: 'Printed from now on.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'campaign-already-released',
      'campaign-finished',
    ),
  },
})

export function setEventRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { event } = c.req.valid('json')
    await setEvent(world, { member: c.var.member, campaignId: c.req.valid('param').id, event })
    return c.body(null, 204)
  })
}
