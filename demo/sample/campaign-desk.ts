import { z } from 'zod'
import type { AudienceRule } from '#domain/audience'
import { letterContentsSchema, type LetterContents } from '#domain/letter'
import type { LetterKind } from '#domain/mail-template'
import type { Schedule } from '#domain/send-time'
import { organisation } from '../cast.ts'
import { demand } from '../demo-failure.ts'
import type { Employee } from '../join-staff.ts'
import { nothing } from '../staff-desk.ts'
import type { Stage } from '../stage.ts'

/** A letter of no playbook. */
export type OwnLetter = {
  readonly name: string
  readonly slug: string
  readonly kind: LetterKind
  readonly contents: LetterContents
  readonly audience: AudienceRule
}

/** A step of a playbook: of the next occurrence, so many days before its day or after it. */
export type PlaybookStep = { readonly observanceId: string; readonly offsetDays: number }

/** The day that a letter from a playbook is about. */
export type Occasion = {
  /** Of its letter. */
  readonly id: string
  readonly observanceId: string
  /** As addresses of the API name it. */
  readonly occurrence: string
  readonly nominalDate: string
  readonly startsOn: Temporal.PlainDate
}

/** Who writes a letter, and who approves it. */
export type Colleagues = { readonly editor: Employee; readonly approver: Employee }

const idSchema = z.object({ id: z.uuid() })

const calendarSchema = z.object({
  occurrences: z.array(
    z.object({
      observanceId: z.string(),
      occurrence: z.string(),
      nominalDate: z.string(),
      startsOn: z.string(),
      steps: z.array(z.object({ offsetDays: z.number(), draft: idSchema.nullable() })),
    }),
  ),
})

const writtenSchema = z.object({
  fingerprint: z.string().nullable(),
  revision: z.object({
    number: z.number(),
    contents: letterContentsSchema,
    audience: z.object({}).loose(),
    fallbackLocale: z.string().nullable(),
    acknowledgedFacts: z.array(z.string()),
    acknowledgedFindings: z.array(z.string()),
  }),
})

const checkedSchema = z.object({
  findings: z.array(
    z.object({ rule: z.string(), quote: z.string().nullable(), acknowledgement: z.string().nullable() }),
  ),
})

/** What a revision acknowledges by the fact, and not by the finding. */
const factRules: readonly string[] = ['fact-stale', 'fact-conflicting', 'fact-disputed']

/** Drafts a letter of its own, in every language. @returns its id */
export async function writeOwn({ desk }: Employee, { contents, audience, ...named }: OwnLetter): Promise<string> {
  const body = { ...named, occursOn: null }
  const { id } = await desk.send({ method: 'POST', path: '/api/campaigns', body }, idSchema)
  await revise(desk, id, { basedOn: 0, contents, audience })
  return id
}

/** Has a playbook draft the letter of one of its steps, or takes the one that planning has drafted. */
export async function takeStep(
  { now }: Pick<Stage, 'now'>,
  { desk }: Employee,
  { observanceId, offsetDays }: PlaybookStep,
): Promise<Occasion> {
  const today = now().toZonedDateTimeISO(organisation.timeZone).toPlainDate()
  // So far ahead that the letter is not late, whatever the day of the demo.
  const from = today.add({ days: 3 - Math.min(offsetDays, 0) })
  const span = `from=${from.toString()}&to=${from.add({ days: 380 }).toString()}`
  const { occurrences } = await desk.get(`/api/calendar?${span}`, calendarSchema)
  const next = occurrences.find((one) => one.observanceId === observanceId && one.startsOn >= from.toString())
  demand(next !== undefined, `The calendar has no next occurrence of ${observanceId}.`)
  const { occurrence, nominalDate, startsOn, steps } = next
  const known = steps.find((step) => step.offsetDays === offsetDays)?.draft
  const body = { observanceId, nominalDate, offsetDays }
  const { id } = known ?? (await desk.send({ method: 'POST', path: '/api/planning/drafts', body }, idSchema))
  return { id, observanceId, occurrence, nominalDate, startsOn: Temporal.PlainDate.from(startsOn) }
}

/** Changes the words of a letter. What they were stays in the history. */
export async function rewrite(
  { desk }: Employee,
  id: string,
  change: (contents: LetterContents) => LetterContents,
): Promise<void> {
  const { revision } = await desk.get(`/api/campaigns/${id}`, writtenSchema)
  const { number, contents, ...rest } = revision
  await revise(desk, id, { ...rest, basedOn: number, contents: change(contents) })
}

/** Lets stand whatever the check asks about, as somebody does who has read the letter. */
async function letStand({ desk }: Pick<Employee, 'desk'>, id: string): Promise<void> {
  const { findings } = await desk.get(`/api/campaigns/${id}/check`, checkedSchema)
  const { revision } = await desk.get(`/api/campaigns/${id}`, writtenSchema)
  const { number, ...rest } = revision
  const asked = findings.filter(({ acknowledgement }) => acknowledgement !== null)
  if (asked.length === 0) return
  const ofFacts = asked.filter(({ rule }) => factRules.includes(rule))
  const others = asked.filter(({ rule }) => !factRules.includes(rule))
  await revise(desk, id, {
    ...rest,
    basedOn: number,
    acknowledgedFacts: [...new Set(ofFacts.map(({ quote }) => quote))],
    acknowledgedFindings: [...new Set(others.map(({ acknowledgement }) => acknowledgement))],
  })
}

/** Schedules and submits a letter. */
export async function submit({ desk }: Employee, id: string, schedule: Schedule): Promise<void> {
  await letStand({ desk }, id)
  await desk.send({ method: 'PUT', path: `/api/campaigns/${id}/schedule`, body: schedule }, z.object({}))
  await desk.send({ method: 'POST', path: `/api/campaigns/${id}/submit` }, nothing)
}

/** Schedules and submits a letter, and has somebody else approve it. */
export async function submitAndApprove(
  { editor, approver }: Colleagues,
  id: string,
  schedule: Schedule,
): Promise<void> {
  await submit(editor, id, schedule)
  const { fingerprint } = await approver.desk.get(`/api/campaigns/${id}`, writtenSchema)
  await approver.desk.send({ method: 'POST', path: `/api/campaigns/${id}/approve`, body: { fingerprint } }, nothing)
}

async function revise(desk: Employee['desk'], id: string, body: object): Promise<void> {
  await desk.send({ method: 'POST', path: `/api/campaigns/${id}/revisions`, body }, z.object({ number: z.number() }))
}
