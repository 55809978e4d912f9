import { eq } from 'drizzle-orm'
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import { approveCampaign } from '#actions/approve-campaign'
import { createCampaign } from '#actions/create-campaign'
import { readCampaign } from '#actions/read-campaign'
import { reviseCampaign, type RevisionInput } from '#actions/revise-campaign'
import { saveOrganisation } from '#actions/save-organisation'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import type { World } from '#actions/world'
import { libraryEntries } from '#database/tables'
import { audienceRuleSchema } from '#domain/audience'
import { factIdsOf, letterContentsSchema } from '#domain/letter'
import type { Schedule } from '#domain/send-time'
import type { StaffMember } from '#domain/staff'
import { addStaff } from './staff.ts'

/** The Defectors' Day letter in both languages: real content, with real facts. */
export const realContents = letterContentsSchema.parse(defectorsDay)

export const testOrganisation = {
  name: { en: 'New Spring Network', ko: '새봄네트워크' },
  postalAddress: { en: '12 Example Street, Seoul', ko: '서울특별시 종로구 예시로 12' },
  contactAddress: 'hello@news.example',
  senderAddress: 'letters@news.example',
  timeZone: 'Asia/Seoul',
} as const

/** An editor, an approver and an administrator, in an organisation that may send. */
export type Team = { readonly editor: StaffMember; readonly approver: StaffMember; readonly admin: StaffMember }

export async function assembleTeam(world: World): Promise<Team> {
  const admin = await addStaff(world, 'admin')
  await saveOrganisation(world, { member: admin, organisation: testOrganisation })
  return { admin, editor: await addStaff(world, 'editor'), approver: await addStaff(world, 'approver') }
}

/** Leaves an organisation without playbooks, so that nothing is planned where other things are looked at. */
export async function keepNoCalendar({ database }: World): Promise<void> {
  await database.delete(libraryEntries).where(eq(libraryEntries.kind, 'playbook'))
}

export function buildRevision(overrides: Partial<RevisionInput> = {}): RevisionInput {
  const contents = overrides.contents ?? realContents
  return {
    basedOn: 0,
    contents,
    audience: audienceRuleSchema.parse({}),
    fallbackLocale: null,
    acknowledgedFacts: Object.values(contents).flatMap((content) => factIdsOf(content)),
    ...overrides,
  }
}

/** A wall time in Seoul so many minutes after the clock of the world. */
export function soon(world: World, minutes = 5): Schedule {
  const at = world.now().toZonedDateTimeISO('Asia/Seoul').add({ minutes })
  return {
    mode: 'instant',
    date: at.toPlainDate().toString(),
    time: at.toPlainTime().toString().slice(0, 5),
    timeZone: 'Asia/Seoul',
  }
}

/** How many drafts were made in each database; test files of one process must not count each other’s. */
const drafts = new WeakMap<World['database'], number>()

/** A draft with real content, scheduled but not submitted. The first of its database is “Draft 1”. */
export async function draftCampaign(
  world: World,
  team: Team,
  { revision = {}, schedule = soon(world) }: { revision?: Partial<RevisionInput>; schedule?: Schedule } = {},
): Promise<string> {
  const number = (drafts.get(world.database) ?? 0) + 1
  drafts.set(world.database, number)
  const { campaignId } = await createCampaign(world, {
    member: team.editor,
    campaign: {
      name: `Draft ${number}`,
      slug: `draft-${number}`,
      kind: 'observance',
      occursOn: Temporal.PlainDate.from('2026-07-14'),
    },
  })
  await reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision(revision) })
  await scheduleCampaign(world, { member: team.editor, campaignId, schedule })
  return campaignId
}

/** Submits a draft and has it approved, as it stands. */
export async function approve(world: World, team: Team, campaignId: string): Promise<void> {
  await submitCampaign(world, { member: team.editor, campaignId })
  const { boundHash = '' } = await readCampaign(world, { campaignId })
  await approveCampaign(world, { member: team.approver, campaignId, fingerprint: boundHash })
}
