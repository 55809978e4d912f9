import { createRoute, z } from '@hono/zod-openapi'
import { previewLetter } from '#actions/preview-letter'
import { localeSchema } from '#domain/locale-schema'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'
import { staffWordsIn } from '../staff-words.ts'

const querySchema = z.object({
  locale: localeSchema,
  format: z.enum(['json', 'html', 'text']).default('json'),
  reader: z
    .enum(['unnamed', 'named'])
    .default('unnamed')
    .openapi({ description: 'Whether it greets a reader by a name, which is a sample.' }),
})

const previewSchema = z
  .object({
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    htmlBytes: z.number().int().openapi({ description: 'Mail programs clip a letter at about 102 kB.' }),
  })
  .openapi('LetterPreview')

// A letter is markup with styles of its own. Whatever it holds, shown here it can run, load and send nothing.
const letterPolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/preview',
  tags: ['Campaigns'],
  summary: 'Preview the letter',
  description:
    'The letter as a reader would get it, rendered by what renders the mail. Its phrase and links are nobody’s. `format` gives all of it, or the HTML or text part as it stands.',
  ...signedInOrKey,
  request: { params: idParamSchema, query: querySchema },
  responses: {
    200: {
      description: 'The letter in the format asked for.',
      content: {
        'application/json': { schema: previewSchema },
        'text/html': { schema: z.string() },
        'text/plain': { schema: z.string() },
      },
    },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'not-found',
      'revision-missing',
      'language-missing',
      'organisation-incomplete',
    ),
  },
})

export function previewLetterRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { locale, format, reader } = c.req.valid('query')
    const { subject, html, text, htmlBytes } = await previewLetter(world, {
      campaignId: c.req.valid('param').id,
      locale,
      name: reader === 'named' ? staffWordsIn(locale)('sampleReader') : null,
    })
    c.header('Content-Language', locale)
    if (format === 'text') return c.text(text, 200)
    if (format === 'json') return c.json({ subject, html, text, htmlBytes }, 200)
    c.header('Content-Security-Policy', letterPolicy)
    return c.html(html, 200)
  })
}
