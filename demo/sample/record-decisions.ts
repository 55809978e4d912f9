import { z } from 'zod'
import { organisation } from '../cast.ts'
import type { Employee } from '../join-staff.ts'
import type { Stage } from '../stage.ts'
import type { Occasion } from './campaign-desk.ts'

/** The page of an invented newspaper, so that nobody takes what the demo records for news. */
const sourceUrl = 'https://gazette.example/sample-data'

const processSchema = z.object({
  chains: z.array(
    z.array(
      z.object({
        observanceId: z.string(),
        occurrence: z.string(),
        step: z.string(),
        state: z.string(),
        days: z.array(z.object({ from: z.string(), to: z.string() })),
      }),
    ),
  ),
})

type Step = z.infer<typeof processSchema>['chains'][number][number]

const noticesSchema = z.object({ notices: z.array(z.object({ id: z.uuid(), kind: z.string() })) })

const versionSchema = z.object({ version: z.number() })

const outcomes: Readonly<Record<string, object>> = {
  report: { result: 'reported', document: 'SAMPLE/REPORT/1' },
  committee: { result: 'adopted', document: 'SAMPLE/L.1', coSponsors: 54 },
  decision: { result: 'adopted-without-vote', document: 'SAMPLE/RES/1', coSponsors: 62 },
}

/**
 * Says of the last steps that are over when they were and how they ended, and ticks off what staff were told of it. The
 * very last is left for somebody to do.
 */
export async function recordDecisions({ now }: Stage, { desk }: Employee): Promise<void> {
  const today = now().toZonedDateTimeISO(organisation.timeZone).toPlainDate()
  const years = [today.year - 1, today.year]
  const tracked = await Promise.all(years.map((year) => desk.get(`/api/un-process?year=${year}`, processSchema)))
  const over = tracked
    .flatMap(({ chains }) => chains.flat())
    .filter(({ state, step, days }) => state === 'expected' && step in outcomes && lastDay(days) < today.toString())
    .toSorted((one, other) => lastDay(one.days).localeCompare(lastDay(other.days)))
  for (const step of over.slice(-4, -1)) {
    const startsOn = step.days[0]?.from ?? ''
    await say(desk, step, { word: 'confirmation', body: { startsOn, sourceUrl } })
    await say(desk, step, { word: 'outcome', body: { outcome: outcomes[step.step], sourceUrl } })
  }
  await tickOff(desk)
}

async function tickOff(desk: Employee['desk']): Promise<void> {
  const { notices } = await desk.get('/api/notices', noticesSchema)
  for (const { id } of notices.filter(({ kind }) => kind === 'outcome-recorded'))
    await desk.send({ method: 'POST', path: `/api/notices/${id}/done` }, z.unknown())
}

/** Says of a decision that is to come that its day is certain and that a draft has been tabled. */
export async function announceDecision({ now }: Stage, { desk }: Employee, occasion: Occasion): Promise<void> {
  const { observanceId, occurrence, startsOn } = occasion
  const tabledOn = now().toZonedDateTimeISO(organisation.timeZone).toPlainDate().subtract({ days: 3 }).toString()
  const step = { observanceId, occurrence }
  await say(desk, step, { word: 'confirmation', body: { startsOn: startsOn.toString(), sourceUrl } })
  await say(desk, step, { word: 'draft', body: { document: 'SAMPLE/L.2', tabledOn, sourceUrl } })
}

async function say(
  desk: Employee['desk'],
  { observanceId, occurrence }: Pick<Step, 'observanceId' | 'occurrence'>,
  { word, body }: { word: 'confirmation' | 'draft' | 'outcome'; body: object },
): Promise<void> {
  const path = `/api/observances/${observanceId}/occurrences/${occurrence}`
  const { version } = await desk.get(path, versionSchema)
  await desk.send({ method: 'PUT', path: `${path}/${word}`, body: { ...body, version } }, versionSchema)
}

function lastDay(days: Step['days']): string {
  return (
    days
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? ''
  )
}
