import { createRoute, z } from '@hono/zod-openapi'
import { addWatched } from '#actions/add-watched'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  text: plainLine(limits.watchedLengthMax).openapi({
    description: 'The name or detail. It is hashed and forgotten, and finds itself in other spacing and case as well.',
  }),
  note: plainLine(200)
    .pipe(z.string().min(1))
    .nullable()
    .default(null)
    .openapi({ description: 'Why it is watched, in words that name nobody; it is kept as written.' }),
})

const example = { text: 'Hong Gil-dong', note: 'Asked by the family.' }

const route = createRoute({
  method: 'post',
  path: '/api/watch-list',
  tags: ['Watch-list'],
  summary: 'Watch for a name or detail',
  description:
    'For administrators. A letter in which it stands is refused. Only keyed hashes of it are kept; another romanisation, a nickname or a description needs an entry of its own.',
  ...recentlyConfirmed('manage-watch-list'),
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema, example } } } },
  responses: {
    201: { description: 'Watched for.', content: { 'application/json': { schema: z.object({ id: z.uuid() }) } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'watched-too-short',
      'watched-note-names',
    ),
  },
})

export function addWatchedRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { entryId } = await addWatched(world, { member: c.var.member, ...c.req.valid('json') })
    return c.json({ id: entryId }, 201)
  })
}
