import { insertCampaign, insertRevision, type Campaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import type { AudienceRule } from '#domain/audience'
import type { DraftName } from '#domain/draft-name'
import type { LetterContents } from '#domain/letter'
import type { LetterKind } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import type { Schedule } from '#domain/send-time'
import { startWindow } from '#domain/start-window'
import type { StaffMember } from '#domain/staff'
import { hashContents } from './hash-contents.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** What a draft begins with, before anybody has written in it. */
export type CampaignBeginning = DraftName & {
  readonly kind: LetterKind
  readonly occursOn: Temporal.PlainDate | null
  readonly issueId?: string | null
  readonly about?: Campaign['about']
  /** The campaign that it corrects. */
  readonly corrects?: string
  /** The schedule to propose. */
  readonly schedule?: Schedule
  /** What it says and to whom, where that is known. */
  readonly words?: {
    readonly contents: LetterContents
    readonly audience: AudienceRule
    readonly fallbackLocale?: Locale | null
  }
}

/** How many drafts of one step there can be, one after the other, before somebody should look. */
const sameNameMax = 20

/**
 * Adds a campaign, with its first revision where its words are known, in the transaction of whatever leads to it.
 * @param author who begins it and can never approve it; null where planning does
 * @param takesNext whether a taken slug gets a number, instead of being refused
 * @throws Refusal `campaign-name-taken`
 */
export async function beginCampaign(
  world: World,
  executor: Executor,
  {
    author,
    campaign: { name, slug, words, schedule, ...campaign },
    takesNext = false,
  }: { author: StaffMember | null; campaign: CampaignBeginning; takesNext?: boolean },
): Promise<{ campaignId: string }> {
  const now = world.now()
  const authorId = author?.id ?? null
  const id = world.newId()
  const row = {
    ...campaign,
    ...(schedule && { schedule, scheduleVersion: 1, ...startWindow(schedule, now) }),
    id,
    name,
    code: world.letterCodes.codeFor(id),
    authorId,
    createdAt: now,
  }
  const slugs = takesNext
    ? [slug, ...Array.from({ length: sameNameMax }, (_, index) => `${slug}-${index + 2}`)]
    : [slug]
  let isNew = false
  for (const candidate of slugs) isNew ||= await insertCampaign(executor, { ...row, slug: candidate })
  if (!isNew) throw new Refusal('campaign-name-taken', { field: 'slug' })
  if (words) {
    const { contents, audience, fallbackLocale = null } = words
    await insertRevision(executor, {
      id: world.newId(),
      campaignId: id,
      number: 1,
      contents,
      audience,
      fallbackLocale,
      acknowledgedFacts: [],
      authorId,
      contentHash: hashContents(world, campaign, contents),
      createdAt: now,
    })
  }
  await recordAuditEvent(world, executor, { actorId: authorId, action: 'campaign-created', subject: id })
  return { campaignId: id }
}
