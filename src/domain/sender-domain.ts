import type { ProviderName } from './provider.ts'

/** The records at a name of the DNS: none where it has none, null where nobody could be asked. */
export type DnsRecords = readonly string[] | null

/** What shows a receiving server that a letter is from its sender, and what tells it to refuse one that is not. */
export type SenderProof = 'SPF' | 'DKIM' | 'DMARC'

/** Where the proof of a sender stands in the DNS. */
export type ProofPlaces = {
  /** RFC 7208: one for each domain in whose name letters are handed over; every one needs its own. */
  readonly spf: readonly string[]
  /** RFC 6376 §3.6.2: one for each key that signs; none where only another server knows its key. */
  readonly dkim: readonly string[]
  /** RFC 9989: the domain first and then those above it; the first that has a policy counts. */
  readonly dmarc: readonly string[]
}

/** The names to ask for. `bounceDomain` is where reports come back to, which is whom SPF speaks of. */
export function proofPlaces({
  senderDomain,
  bounceDomain,
  providers,
  dkimDomain,
  dkimSelectors,
}: {
  senderDomain: string
  bounceDomain: string | null
  providers: readonly ProviderName[]
  /** The domain that mail by SMTP is signed for here, and the names of the keys; null and none where nothing is. */
  dkimDomain: string | null
  dkimSelectors: readonly string[]
}): ProofPlaces {
  const keys = dkimSelectors.map((selector) => `${selector}._domainkey.${dkimDomain ?? senderDomain}`)
  const labels = senderDomain.split('.')
  return {
    spf: providers.map((name) => (name === 'resend' ? `send.${senderDomain}` : (bounceDomain ?? senderDomain))),
    dkim: [...keys, ...(providers.includes('resend') ? [resendKeyName(senderDomain)] : [])],
    dmarc: labels.slice(0, -1).map((_, above) => `_dmarc.${labels.slice(above).join('.')}`),
  }
}

/** Where Resend has its key published, as its own pages give it. */
export function resendKeyName(senderDomain: string): string {
  return `resend._domainkey.${senderDomain}`
}

/**
 * What is wrong with what stands at one name.
 * - `no-answer`: nobody could be asked
 * - `nothing`: nothing stands there
 * - `other-text`: something stands there, and it proves nothing
 * - `repeated`: two of which there may be one, so that neither counts (RFC 7208 §4.5, RFC 7489 §6.6.3)
 * - `revoked`: the key was taken back (RFC 6376 §3.6.1)
 * - `other-key`: a key, and not the one that signs our mail
 * - `lets-through`: a policy that asks for nothing
 */
export const recordFaults = [
  'no-answer',
  'nothing',
  'other-text',
  'repeated',
  'revoked',
  'other-key',
  'lets-through',
] as const

export type RecordFault = (typeof recordFaults)[number]

/**
 * What is wrong with what stands at the name of a proof; null where it proves what it should.
 * @param signingKey the record of the key that signs here, where it is known
 * @param isAbove whether a policy stands at a domain above the sender's, whose `sp` then goes before its `p`
 */
export function faultOfRecord(
  proof: SenderProof,
  found: DnsRecords,
  { signingKey, isAbove = false }: { readonly signingKey?: string | undefined; readonly isAbove?: boolean } = {},
): RecordFault | null {
  if (found === null) return 'no-answer'
  const proofs = found.filter((text) => forms[proof].test(text))
  const [text] = proofs
  if (text === undefined) return found.length === 0 ? 'nothing' : 'other-text'
  if (proof !== 'DKIM' && proofs.length > 1) return 'repeated'
  if (proof === 'SPF') return null
  if (proof === 'DMARC') return isRefusing(text, isAbove) ? null : 'lets-through'
  const keys = proofs.map(publicKeyIn).filter((key) => key !== '')
  if (keys.length === 0) return 'revoked'
  return signingKey === undefined || keys.includes(publicKeyIn(signingKey)) ? null : 'other-key'
}

const forms: Readonly<Record<SenderProof, RegExp>> = {
  SPF: /^v=spf1(\s|$)/i,
  DKIM: /(^|;)\s*p\s*=/,
  DMARC: /^v\s*=\s*DMARC1\s*(;|$)/,
}

// Of the policy of a domain above, `sp` is what it says of the domains below it (RFC 7489 §6.3).
function isRefusing(policy: string, isAbove: boolean): boolean {
  const wishOf = (tag: string): string | undefined => new RegExp(`;\\s*${tag}\\s*=\\s*([a-z]+)`, 'i').exec(policy)?.[1]
  const wish = (isAbove ? wishOf('sp') : undefined) ?? wishOf('p')
  return wish !== undefined && /^(quarantine|reject)$/i.test(wish)
}

// Spaces may stand anywhere in a key (RFC 6376 §3.2).
function publicKeyIn(record: string): string {
  return /(?:^|;)\s*p\s*=([A-Za-z0-9+/=\s]*)/.exec(record)?.[1]?.replaceAll(/\s/g, '') ?? ''
}

/** What is wrong with the proof of a sender. */
export type ProofFault = {
  readonly rule: 'sender-unproven' | 'sender-forgeable' | 'sender-unknown'
  readonly proof: SenderProof
}

/**
 * Judges what the DNS says; a name that is not in `records` was not asked for.
 * @param signingKeys the records of the keys that sign here, by their names, as far as they are known
 */
export function judgeProof(
  places: ProofPlaces,
  records: ReadonlyMap<string, DnsRecords>,
  signingKeys: ReadonlyMap<string, string> = new Map(),
): ProofFault[] {
  const read = (proof: SenderProof, name: string): RecordFault | null =>
    faultOfRecord(proof, records.get(name) ?? null, {
      signingKey: signingKeys.get(name),
      isAbove: name !== places.dmarc[0],
    })
  return [
    ...judge(
      'SPF',
      places.spf.map((name) => read('SPF', name)),
    ),
    ...judge('DKIM', places.dkim.length === 0 ? ['no-answer'] : places.dkim.map((name) => read('DKIM', name))),
    ...judge('DMARC', [policyFault(places.dmarc.map((name) => read('DMARC', name)))]),
  ]
}

function judge(proof: SenderProof, faults: readonly (RecordFault | null)[]): ProofFault[] {
  if (faults.some((fault) => fault !== null && fault !== 'no-answer' && fault !== 'lets-through'))
    return [{ rule: 'sender-unproven', proof }]
  if (faults.includes('no-answer')) return [{ rule: 'sender-unknown', proof }]
  return faults.includes('lets-through') ? [{ rule: 'sender-forgeable', proof }] : []
}

function policyFault(faults: readonly (RecordFault | null)[]): RecordFault | null {
  const found = faults.find(endsPolicySearch)
  return found === undefined ? 'nothing' : found
}

/**
 * Whether no policy is looked for above a name of which this is found: the first name that has one counts, whatever it
 * says, and one that could not be asked for may have one.
 */
export function endsPolicySearch(fault: RecordFault | null): boolean {
  return fault !== 'nothing' && fault !== 'other-text'
}
