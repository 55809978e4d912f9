import { createRoute, z } from '@hono/zod-openapi'
import { addLetterNote } from '#actions/add-letter-note'
import { limits } from '#domain/limits'
import { localisedLine } from '#domain/localised-line'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  text: localisedLine(limits.noteLengthMax).openapi({ description: 'One paragraph in every language.' }),
})

const example = {
  text: { en: 'The vote has since been held.', ko: '그 뒤 표결이 이루어졌습니다.' },
}

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/notes',
  tags: ['Archive'],
  summary: 'Add a note below a letter',
  description:
    'It stands on the web at once, below a rule that says that it is no part of the letter, and stays there. What the letter got wrong is put right by a correction.',
  ...signedIn,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    201: {
      description: 'The note is on the web.',
      content: { 'application/json': { schema: z.object({ id: z.uuid() }) } },
    },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'not-found',
      'campaign-not-released',
      'note-names-watched',
    ),
  },
})

export function addLetterNoteRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { text } = c.req.valid('json')
    const { noteId } = await addLetterNote(world, { member: c.var.member, campaignId: c.req.valid('param').id, text })
    return c.json({ id: noteId }, 201)
  })
}
