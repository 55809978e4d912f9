import type { ProofFault, ProofPlaces, SenderProof, TextRecords } from './sender-domain.ts'

/**
 * How the proof of a sender stands in the DNS.
 * - `proven`: receiving servers find it
 * - `missing`: they do not
 * - `weak`: a policy is there, and lets forgeries through
 * - `unknown`: the DNS gave no answer, or only another server knows its key
 */
export const proofStandings = ['proven', 'missing', 'weak', 'unknown'] as const

export type ProofStanding = (typeof proofStandings)[number]

/** One name of the DNS: what stands there, and what would do. */
export type SenderRecord = {
  readonly name: string
  /** None where the name has no text record, null where nobody could be asked. */
  readonly found: TextRecords
  /** A record that can be published as it is; null where only whoever carries the mail can say it. */
  readonly wanted: string | null
}

/** One proof with its names. */
export type SenderProofState = {
  readonly proof: SenderProof
  readonly standing: ProofStanding
  readonly records: readonly SenderRecord[]
}

const standingOfRule = {
  'sender-unproven': 'missing',
  'sender-forgeable': 'weak',
  'sender-unknown': 'unknown',
} as const satisfies Record<ProofFault['rule'], ProofStanding>

/** Every proof of a sender as it stands, for people who keep the DNS. */
export function describeProof(
  places: ProofPlaces,
  records: ReadonlyMap<string, TextRecords>,
  faults: readonly ProofFault[],
): SenderProofState[] {
  const describe = (proof: SenderProof, names: readonly string[], wantedAt: (name: string) => string | null) => {
    const fault = faults.find((one) => one.proof === proof)
    return {
      proof,
      standing: fault === undefined ? ('proven' as const) : standingOfRule[fault.rule],
      records: names.map((name) => ({ name, found: records.get(name) ?? null, wanted: wantedAt(name) })),
    }
  }
  return [
    describe('SPF', places.spf, (name) => (name.startsWith('send.') ? resendSpf : null)),
    describe('DKIM', places.dkim, () => null),
    // A policy at a domain above serves as well, so only the nearest name is shown where none has one.
    describe('DMARC', policyNames(places.dmarc, records), () => 'v=DMARC1; p=quarantine'),
  ]
}

// What Resend sends by, as its own pages give it for the subdomain `send`.
const resendSpf = 'v=spf1 include:amazonses.com ~all'

function policyNames(names: readonly string[], records: ReadonlyMap<string, TextRecords>): readonly string[] {
  const withPolicy = names.find((name) => records.get(name)?.some((text) => /^v=DMARC1\s*(;|$)/.test(text)))
  return withPolicy === undefined ? names.slice(0, 1) : [withPolicy]
}
