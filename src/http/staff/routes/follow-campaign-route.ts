import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { followCampaign, type CampaignProgress } from '#actions/follow-campaign'
import { refusals } from '../api-problem.ts'
import { presentProgress, progressSchema } from '../present-progress.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

/** Often enough to be watched, seldom enough to cost the database nothing. */
const everyMilliseconds = 2_000
/** After this the browser asks again, and shows its session again. */
const eventsMax = 150
/** What one process follows at a time; whoever comes later gets one event and asks again. */
const followersMax = 50
const waitMilliseconds = 10_000

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/progress',
  tags: ['Campaigns'],
  summary: 'Follow a campaign',
  description:
    'Server-sent events: how far it has come, every two seconds as long as something can change, for five minutes at most. It is told zone by zone and by the language of the letter, in tens. Each is named `progress` and holds the JSON described by `CampaignProgress`. A request without `Accept: text/event-stream` gets the JSON once.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    200: {
      description: 'How far it has come.',
      content: { 'application/json': { schema: progressSchema }, 'text/event-stream': { schema: z.string() } },
    },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function followCampaignRoute({ world }: StaffParts) {
  const open = { count: 0 }
  return createStaffRouter().openapi(route, async (c) => {
    const { id: campaignId } = c.req.valid('param')
    const first = await followCampaign(world, { campaignId })
    if (!c.req.header('Accept')?.includes('text/event-stream')) return c.json(presentProgress(first), 200)
    return streamSSE(c, async (stream) => {
      const write = (progress: CampaignProgress): Promise<void> =>
        stream.writeSSE({
          event: 'progress',
          data: JSON.stringify(presentProgress(progress)),
          retry: waitMilliseconds,
        })
      await write(first)
      if (open.count >= followersMax) return
      open.count += 1
      try {
        let progress = first
        for (let event = 1; event < eventsMax && isMoving(progress) && !stream.aborted; event += 1) {
          await stream.sleep(everyMilliseconds)
          if (stream.aborted) return
          progress = await followCampaign(world, { campaignId })
          await write(progress)
        }
      } finally {
        open.count -= 1
      }
    })
  })
}

/** Whether anything can still change without a person. What is over is heard of late, so its report is read instead. */
function isMoving({ status }: CampaignProgress): boolean {
  return status !== 'sent' && status !== 'cancelled'
}
