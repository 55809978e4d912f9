import type { HoldReason } from './campaign.ts'
import { limits } from './limits.ts'
import type { Thresholds } from './thresholds.ts'

/** What became of the letters of a campaign, as far as it says something about the health of its list. */
export type CampaignHealth = {
  /** Letters that the provider took or refused. */
  readonly letters: number
  /** Of these, the letters whose address turned out to be dead, at once or later. */
  readonly hardBounces: number
  readonly complaints: number
}

/**
 * Why a campaign should wait for a person, if it should: more of its letters came back, or were called spam, than the
 * list of an organisation's own readers shows. Percentages mean nothing before `lettersMin` letters, and complaints not
 * before `limits.complaintsMin` people have made one.
 */
export function judgeHealth(
  { letters, hardBounces, complaints }: CampaignHealth,
  { lettersMin, hardBouncePercent, complaintPercent }: Thresholds,
): Extract<HoldReason, 'bouncing' | 'complaints'> | null {
  if (letters < lettersMin) return null
  if (complaints >= limits.complaintsMin && complaints * 100 > complaintPercent * letters) return 'complaints'
  return hardBounces * 100 > hardBouncePercent * letters ? 'bouncing' : null
}
