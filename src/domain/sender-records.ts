import {
  endsPolicySearch,
  faultOfRecord,
  resendKeyName,
  type DnsRecords,
  type ProofFault,
  type ProofPlaces,
  type RecordFault,
  type SenderProof,
} from './sender-domain.ts'

/**
 * How the proof of a sender stands in the DNS.
 * - `proven`: receiving servers find it
 * - `missing`: they do not
 * - `weak`: a policy is there, and lets forgeries through
 * - `unknown`: the DNS gave no answer, or only another server knows its key
 */
export const proofStandings = ['proven', 'missing', 'weak', 'unknown'] as const

export type ProofStanding = (typeof proofStandings)[number]

/** What is shown of a sender: its proofs, and (MX) whether what cannot be delivered finds its way back. */
export const shownProofs = ['SPF', 'DKIM', 'DMARC', 'MX'] as const

export type ShownProof = (typeof shownProofs)[number]

/**
 * Who can say what has to stand at a name.
 * - `here`: it is known, and given as `wanted`
 * - `worker`: the process that signs says it when it starts
 * - `resend`: the page of the domain at Resend
 * - `host`: whoever carries the mail
 * - `door`: whoever runs the machine that takes returned mail
 */
export const recordSources = ['here', 'worker', 'resend', 'host', 'door'] as const

export type RecordSource = (typeof recordSources)[number]

/** One name of the DNS: what stands there, and what would do. */
export type SenderRecord = {
  readonly name: string
  readonly type: 'TXT' | 'MX'
  /** None where the name has no such record, null where nobody could be asked. */
  readonly found: DnsRecords
  /** A record that can be published as it is; null where `source` has to say it. */
  readonly wanted: string | null
  readonly source: RecordSource
  /** What is wrong with what stands there; null where it does. */
  readonly fault: RecordFault | null
}

/** One proof with its names. */
export type SenderProofState = {
  readonly proof: ShownProof
  readonly standing: ProofStanding
  readonly records: readonly SenderRecord[]
}

const standingOfRule = {
  'sender-unproven': 'missing',
  'sender-forgeable': 'weak',
  'sender-unknown': 'unknown',
} as const satisfies Record<ProofFault['rule'], ProofStanding>

/** What is known of a sender: its places, what the DNS says there, and the records of the keys that sign here. */
export type KnownSender = {
  readonly domain: string
  readonly places: ProofPlaces
  readonly records: ReadonlyMap<string, DnsRecords>
  readonly signingKeys: ReadonlyMap<string, string>
}

/** Every proof of a sender as it stands, for people who keep the DNS. */
export function describeProof(
  { domain, places, records, signingKeys }: KnownSender,
  faults: readonly ProofFault[],
): SenderProofState[] {
  const describe = (proof: SenderProof, names: readonly string[], wantedAt: (name: string) => Wanted) => {
    const fault = faults.find((one) => one.proof === proof)
    return {
      proof,
      standing: fault === undefined ? ('proven' as const) : standingOfRule[fault.rule],
      records: names.map((name) => {
        const found = records.get(name) ?? null
        const known = { signingKey: signingKeys.get(name), isAbove: name !== places.dmarc[0] }
        return { name, type: 'TXT' as const, found, ...wantedAt(name), fault: faultOfRecord(proof, found, known) }
      }),
    }
  }
  const ofKey = (name: string): Wanted => {
    if (name === resendKeyName(domain)) return { wanted: null, source: 'resend' }
    const record = signingKeys.get(name)
    return record === undefined ? { wanted: null, source: 'worker' } : { wanted: record, source: 'here' }
  }
  return [
    describe('SPF', places.spf, (name) =>
      isOfResend(name, domain) ? { wanted: resendSpf, source: 'here' } : { wanted: null, source: 'host' },
    ),
    describe('DKIM', places.dkim, ofKey),
    // A policy at a domain above serves as well, so only the nearest name is shown where none has one.
    describe('DMARC', policyNames(places.dmarc, records), () => ({ wanted: 'v=DMARC1; p=quarantine', source: 'here' })),
  ]
}

/**
 * Whether what cannot be delivered finds its way back (RFC 5321 §5.1): reports go to the domain in whose name letters
 * are handed over, and are lost where no server takes mail for it.
 * @param bounceDomain where our own door takes them; null where they go to somebody else
 */
export function describeReturnPath(
  { domain, places }: Pick<KnownSender, 'domain' | 'places'>,
  servers: ReadonlyMap<string, DnsRecords>,
  bounceDomain: string | null,
): SenderProofState {
  const records = [...new Set(places.spf)].map((name): SenderRecord => {
    const found = servers.get(name) ?? null
    const source = isOfResend(name, domain) ? 'resend' : name === bounceDomain ? 'door' : 'host'
    const fault = found === null ? 'no-answer' : found.length === 0 ? 'nothing' : null
    return { name, type: 'MX', found, wanted: null, source, fault }
  })
  const standing = records.some(({ fault }) => fault === 'nothing')
    ? 'missing'
    : records.some(({ fault }) => fault !== null)
      ? 'unknown'
      : 'proven'
  return { proof: 'MX', standing, records }
}

type Wanted = Pick<SenderRecord, 'wanted' | 'source'>

// What Resend sends by, as its own pages give it for the subdomain `send`.
const resendSpf = 'v=spf1 include:amazonses.com ~all'

function isOfResend(name: string, domain: string): boolean {
  return name === `send.${domain}`
}

function policyNames(names: readonly string[], records: ReadonlyMap<string, DnsRecords>): readonly string[] {
  const deciding = names.find((name) => endsPolicySearch(faultOfRecord('DMARC', records.get(name) ?? null)))
  return deciding === undefined ? names.slice(0, 1) : [deciding]
}
