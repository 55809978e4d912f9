import { z } from '@hono/zod-openapi'
import type { listComments } from '#actions/list-comments'
import type { RevisionHistory } from '#actions/list-revisions'
import { locales } from '#domain/locale'
import { instantSchema, personSchema, presentInstant, presentOptionalInstant } from './presented.ts'
import { translatedPartSchema } from './translated-part.ts'

/** A text of several lines. Each line is one that can be shown as it stands. */
export const commentTextSchema = z
  .string()
  .max(2000)
  .normalize('NFC')
  .refine((text) => text.trim() !== '')
  // Line ends apart, what cannot be shown has no place in a comment.
  .refine((text) => !/[^\P{Cc}\n]/u.test(text), { params: { code: 'text-not-plain' } })

export const commentSchema = z
  .object({
    id: z.uuid(),
    text: z.string(),
    author: personSchema,
    writtenAt: instantSchema,
    revision: z.number().int().nullable().openapi({ description: 'The revision that its author had before them.' }),
    settledAt: instantSchema.nullable(),
    settledBy: personSchema.nullable(),
  })
  .openapi('CampaignComment')

export const historySchema = z
  .object({
    revisions: z.array(
      z.object({
        number: z.number().int(),
        author: personSchema.nullable(),
        createdAt: instantSchema,
        inStep: z.array(translatedPartSchema).openapi({
          description: 'The parts of translations of which this one was the first to say that they still follow.',
        }),
      }),
    ),
    next: z.number().int().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
    changes: z.array(z.object({ locale: z.enum(locales), part: z.string(), number: z.number().int() })).openapi({
      description:
        'In which revision each part of each language last changed. A translation whose part is older than that of its source has drifted, unless the newest revision says in `inStep` that it still follows.',
    }),
    lastApproved: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'The revision that was approved last, whether or not the approval still holds.' }),
  })
  .openapi('RevisionHistory')

export function presentComments({ comments, staffNames }: Awaited<ReturnType<typeof listComments>>) {
  const person = (id: string): z.infer<typeof personSchema> => ({ id, name: staffNames.get(id) ?? '' })
  return comments.map(({ id, text, authorId, writtenAt, revisionNumber, settledAt, settledBy }) => ({
    id,
    text,
    author: person(authorId),
    writtenAt: presentInstant(writtenAt),
    revision: revisionNumber,
    settledAt: presentOptionalInstant(settledAt),
    settledBy: settledBy === null ? null : person(settledBy),
  }))
}

export function presentHistory(
  { revisions, changes, lastApproved, staffNames }: RevisionHistory,
  pageSize: number,
): z.infer<typeof historySchema> {
  return {
    revisions: revisions.map(({ number, authorId, createdAt, inStep }) => ({
      number,
      author: authorId === null ? null : { id: authorId, name: staffNames.get(authorId) ?? '' },
      createdAt: presentInstant(createdAt),
      inStep: [...inStep],
    })),
    next: revisions.length < pageSize ? null : (revisions.at(-1)?.number ?? null),
    changes: [...changes],
    lastApproved,
  }
}
