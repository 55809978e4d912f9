import { createRoute, z } from '@hono/zod-openapi'
import { trackProcesses } from '#actions/track-processes'
import { timeZoneSchema } from '#domain/time-zone'
import { refusals } from '../api-problem.ts'
import { presentProcesses, processesSchema } from '../present-processes.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const zonesMax = 5

const querySchema = z.object({
  year: z.coerce.number().int().min(1900).max(2200).openapi({ example: 2026 }),
  zones: z
    .string()
    .max(300)
    .transform((list) => list.split(',').filter((zone) => zone !== ''))
    .pipe(z.array(timeZoneSchema).max(zonesMax))
    .default([])
    .openapi({ type: 'string', description: 'Zones of the IANA database, with commas.', example: 'Asia/Seoul' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/un-process',
  tags: ['Calendar'],
  summary: 'Follow the decisions of a year',
  description:
    'Every chain of steps: where each stands, on which day it falls where it happens and elsewhere, what somebody should look at, and how it went in other years.',
  ...signedInOrKey,
  request: { query: querySchema },
  responses: {
    200: { description: 'The chains.', content: { 'application/json': { schema: processesSchema } } },
    ...refusals('input-invalid', 'time-zone-unknown', 'sign-in-required'),
  },
})

export function trackProcessesRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { year, zones } = c.req.valid('query')
    return c.json(presentProcesses(await trackProcesses(world, { year, viewerZones: zones })), 200)
  })
}
