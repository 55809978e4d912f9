import { createRoute, z } from '@hono/zod-openapi'
import { libraryForms, libraryKinds } from '#domain/library-entry'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/library/forms',
  tags: ['Content'],
  summary: 'See the forms of entries',
  description:
    'The form of each kind of entry as a JSON Schema (2020-12), for programs that show a form or make an entry. What a ' +
    'schema cannot say is still asked when an entry is written.',
  ...signedInOrKey,
  responses: {
    200: {
      description: 'The forms by kind.',
      content: { 'application/json': { schema: z.object({ forms: z.record(z.string(), z.unknown()) }) } },
    },
    ...refusals('sign-in-required'),
  },
})

/** They are part of the program, and are the same until it is another one. */
const forms = Object.fromEntries(
  libraryKinds.map((kind) => [kind, z.toJSONSchema(libraryForms[kind], { io: 'input', unrepresentable: 'any' })]),
)

export function describeLibraryFormsRoute(_: StaffParts) {
  return createStaffRouter().openapi(route, (c) => c.json({ forms }, 200))
}
