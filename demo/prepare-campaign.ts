import { z } from 'zod'
import { locales } from '#domain/locale'
import { organisation } from './cast.ts'
import { demand } from './demo-failure.ts'
import type { Employee } from './join-staff.ts'
import { citedFacts, type PlannedCampaign } from './letters.ts'
import { nothing } from './staff-desk.ts'
import type { Stage } from './stage.ts'

/** A campaign that is approved and will leave by itself. */
export type ApprovedCampaign = PlannedCampaign & {
  readonly id: string
  /** Printed in every one of its letters. */
  readonly code: string
  readonly dueAt: Temporal.Instant
  /** How many readers its audience had when it was approved, in tens. */
  readonly audienceSize: number | null
}

const factsPageSchema = z.object({
  facts: z.array(z.object({ id: z.string(), concerns: z.array(z.string()) })),
  next: z.string().nullable(),
})

const campaignSchema = z.object({ code: z.string(), status: z.string(), fingerprint: z.string().nullable() })

const previewSchema = z.object({ subject: z.string(), html: z.string(), text: z.string(), htmlBytes: z.number() })

const idSchema = z.object({ id: z.uuid() })

/** Enough to submit and approve before the hour is over. */
const leadSeconds = 15

const languageNames = { en: 'English', ko: 'Korean' } as const

/** Writes a campaign of no playbook, and looks at it in every language. */
export async function draftCampaign(stage: Stage, editor: Employee, planned: PlannedCampaign): Promise<{ id: string }> {
  const { narrator } = stage
  const { name, slug, occursOn, contents, audience } = planned
  const { id } = await editor.desk.send(
    { method: 'POST', path: '/api/campaigns', body: { name, slug, kind: 'observance', occursOn } },
    idSchema,
  )
  const acknowledgedFacts = await findConcerns(editor, planned)
  await editor.desk.send(
    {
      method: 'POST',
      path: `/api/campaigns/${id}/revisions`,
      body: { basedOn: 0, contents, audience, fallbackLocale: null, acknowledgedFacts },
    },
    z.object({ number: z.literal(1) }),
  )
  narrator.tell(`${editor.name}, the editor, has written “${name}” in English and Korean.`)
  await showPreviews(stage, editor, { id, planned })
  return { id }
}

/** Looks at a draft in every language. */
export async function showPreviews(
  { narrator }: Stage,
  { desk }: Employee,
  { id, planned: { name, contents } }: { id: string; planned: PlannedCampaign },
): Promise<void> {
  for (const locale of locales) {
    const preview = await desk.get(`/api/campaigns/${id}/preview?locale=${locale}`, previewSchema)
    const content = contents[locale]
    const isWhole = content !== undefined && preview.subject === content.subject && preview.text.length > 0
    demand(isWhole, `The ${languageNames[locale]} preview of “${name}” is not the letter that was written.`)
    const kilobytes = Math.round(preview.htmlBytes / 1024)
    narrator.tell(`Preview in ${languageNames[locale]}: “${preview.subject}”, ${kilobytes} kB of HTML.`)
  }
}

/** Schedules and submits a draft. @returns when it is due */
export async function submitCampaign(
  stage: Stage,
  editor: Employee,
  { id }: { id: string },
): Promise<Temporal.Instant> {
  const { schedule, dueAt } = soonest(stage.now())
  await editor.desk.send(
    { method: 'PUT', path: `/api/campaigns/${id}/schedule`, body: schedule },
    z.object({ firstDueAt: z.literal(dueAt.toString()) }),
  )
  await editor.desk.send({ method: 'POST', path: `/api/campaigns/${id}/submit` }, nothing)
  stage.narrator.tell(`It is scheduled for ${schedule.time} in Seoul, the next possible minute, and submitted.`)
  return dueAt
}

/** Has the editor try what only somebody else may do. */
export async function tryOwnApproval({ narrator }: Stage, editor: Employee, { id }: { id: string }): Promise<void> {
  const { fingerprint } = await editor.desk.get(`/api/campaigns/${id}`, campaignSchema)
  const path = `/api/campaigns/${id}/approve`
  const refusal = await editor.desk.refused({ method: 'POST', path, body: { fingerprint } })
  demand(refusal.status === 403, `The editor’s approval was refused with ${refusal.status}, not with 403.`)
  narrator.tell(`${editor.name} tries to approve it and is refused (${refusal.status}): “${refusal.title}.”`)
}

/** Approves a submitted campaign, exactly as it was read. */
export async function approveCampaign(
  { narrator }: Stage,
  approver: Employee,
  { id, dueAt, planned }: { id: string; dueAt: Temporal.Instant; planned: PlannedCampaign },
): Promise<ApprovedCampaign> {
  const audienceSize = await countAudience(approver, planned)
  const { code, fingerprint } = await approver.desk.get(`/api/campaigns/${id}`, campaignSchema)
  await approver.desk.send({ method: 'POST', path: `/api/campaigns/${id}/approve`, body: { fingerprint } }, nothing)
  const { status } = await approver.desk.get(`/api/campaigns/${id}`, campaignSchema)
  demand(status === 'scheduled', `“${planned.name}” was approved and is now ${status}, not scheduled.`)
  narrator.tell(`${approver.name}, the approver, has approved it for ${audienceSize} readers, counted in tens.`)
  return { ...planned, id, code, dueAt, audienceSize }
}

/** How many readers a campaign reaches now, in tens; null for a few. */
export async function countAudience({ desk }: Employee, { audience }: PlannedCampaign): Promise<number | null> {
  const request = { method: 'POST', path: '/api/audience/count', body: { audience } } as const
  return (await desk.send(request, z.object({ total: z.number().nullable() }))).total
}

/** Those facts of a letter that have aged, are disputed or are contradicted, as the ledger has it today. */
export async function findConcerns({ desk }: Employee, planned: PlannedCampaign): Promise<string[]> {
  const cited = citedFacts(planned)
  if (cited.size === 0) return []
  const concerned: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const query: string = after === '' ? '' : `?after=${encodeURIComponent(after)}`
    const page: z.infer<typeof factsPageSchema> = await desk.get(`/api/facts${query}`, factsPageSchema)
    concerned.push(...page.facts.filter(({ id, concerns }) => cited.has(id) && concerns.length > 0).map(({ id }) => id))
    after = page.next
  }
  return concerned
}

/** The soonest schedule there is: a wall time has minutes only, so a campaign is due at a full minute at the earliest. */
export function soonest(now: Temporal.Instant) {
  const { timeZone } = organisation
  const dueAt = now.add({ seconds: leadSeconds }).round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  const due = dueAt.toZonedDateTimeISO(timeZone)
  const date = due.toPlainDate().toString()
  const time = due.toPlainTime().toString({ smallestUnit: 'minute' })
  return { dueAt, schedule: { mode: 'instant' as const, date, time, timeZone } }
}
