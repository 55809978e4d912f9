import type { ProviderName } from './provider.ts'

/** The text records at a name of the DNS: none where it has none, null where nobody could be asked. */
export type TextRecords = readonly string[] | null

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
    dkim: [...keys, ...(providers.includes('resend') ? [`resend._domainkey.${senderDomain}`] : [])],
    dmarc: labels.slice(0, -1).map((_, above) => `_dmarc.${labels.slice(above).join('.')}`),
  }
}

/** What is wrong with the proof of a sender. */
export type ProofFault = {
  readonly rule: 'sender-unproven' | 'sender-forgeable' | 'sender-unknown'
  readonly proof: SenderProof
}

/** Judges what the DNS says; a name that is not in `records` was not asked for. */
export function judgeProof(places: ProofPlaces, records: ReadonlyMap<string, TextRecords>): ProofFault[] {
  const read = (name: string): TextRecords => records.get(name) ?? null
  return [
    ...judge('SPF', places.spf.map(read), (text) => /^v=spf1(\s|$)/i.test(text)),
    ...(places.dkim.length === 0
      ? [{ rule: 'sender-unknown' as const, proof: 'DKIM' as const }]
      : judge('DKIM', places.dkim.map(read), (text) => /(^|;)\s*p=\s*[A-Za-z0-9+/]/.test(text))),
    ...judgePolicy(places.dmarc.map(read)),
  ]
}

function judge(proof: SenderProof, found: readonly TextRecords[], isProof: (text: string) => boolean): ProofFault[] {
  if (found.some((texts) => texts !== null && !texts.some(isProof))) return [{ rule: 'sender-unproven', proof }]
  return found.includes(null) ? [{ rule: 'sender-unknown', proof }] : []
}

// A policy of `none` asks to be told of forgeries, and lets them through.
function judgePolicy(found: readonly TextRecords[]): ProofFault[] {
  for (const texts of found) {
    if (texts === null) return [{ rule: 'sender-unknown', proof: 'DMARC' }]
    const policy = texts.find((text) => /^v=DMARC1\s*(;|$)/.test(text))
    if (policy !== undefined)
      return /;\s*p=\s*(quarantine|reject)\b/i.test(policy) ? [] : [{ rule: 'sender-forgeable', proof: 'DMARC' }]
  }
  return [{ rule: 'sender-unproven', proof: 'DMARC' }]
}
