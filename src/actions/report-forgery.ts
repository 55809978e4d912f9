import { insertForgeryReport } from '#database/forgery-report-queries'
import { findSentLetter } from '#database/letter-queries'
import { findOrganisation } from '#database/organisation-queries'
import {
  codesIn,
  compareLetter,
  foreignHosts,
  missingSigns,
  senderDomain,
  type LetterComparison,
} from '#domain/compare-letter'
import type { LetterManifest } from '#domain/letter-manifest'
import { limits } from '#domain/limits'
import { copiedWords, isMessageSource, type ReceivedMail } from '#domain/received-mail'
import { Refusal } from '#domain/refusal'
import { describeLetter } from './describe-letter.ts'
import { tellStaff } from './tell-staff.ts'
import type { World } from './world.ts'

/**
 * Takes in a message that somebody holds to be forged: compares it with the letter that it passes for, keeps it sealed
 * and tells staff that there is one.
 * @param message the message as it arrived, or words that were copied out of it
 * @returns what it lacks of what our letters carry
 * @throws Refusal `message-missing`, `report-too-large`
 */
export async function reportForgery(
  world: World,
  { message }: { message: Uint8Array<ArrayBuffer> },
): Promise<LetterComparison> {
  if (message.length > limits.reportedMailBytesMax) throw new Refusal('report-too-large', { field: 'message' })
  const received = await readReported(world, message)
  const known = await findPretended(world, received)
  const organisation = await findOrganisation(world.database)
  const comparison = compareLetter(
    received,
    {
      manifest: known?.manifest ?? null,
      house: { origin: world.publicUrl, senderAddress: organisation?.senderAddress ?? null },
    },
    world.digest,
  )
  const id = world.newId()
  const now = world.now()
  const campaignId = known?.campaignId ?? null
  await world.database.transaction(async (transaction) => {
    await insertForgeryReport(transaction, {
      id,
      messageSealed: world.sealer.seal({ table: 'forgery_reports', column: 'message_sealed', id }, message.toBase64()),
      missingSigns: missingSigns(comparison),
      senderDomain: senderDomain(received),
      foreignHosts: foreignHosts(received, world.publicUrl),
      campaignId,
      reportedAt: now,
    })
    // One notice a day for each letter that is copied, however many copies are reported.
    const about = now.toZonedDateTimeISO(organisation?.timeZone ?? 'UTC').toPlainDate()
    await tellStaff(world, transaction, { kind: 'forgery-reported', about, ...(campaignId !== null && { campaignId }) })
  })
  return comparison
}

async function readReported(world: World, message: Uint8Array): Promise<ReceivedMail> {
  const text = new TextDecoder().decode(message)
  if (text.trim() === '') throw new Refusal('message-missing', { field: 'message' })
  const mail = isMessageSource(text) ? await world.readMail(message) : null
  return mail ?? copiedWords(text)
}

async function findPretended(
  world: World,
  received: ReceivedMail,
): Promise<{ campaignId: string; manifest: LetterManifest } | null> {
  for (const code of codesIn(received).slice(0, limits.reportedCodesMax)) {
    const letter = await findSentLetter(world.database, { code })
    if (letter) return { campaignId: letter.campaign.id, manifest: await describeLetter(world, letter) }
  }
  return null
}
