/**
 * Addresses and names that no code of ours would ever write. A test feeds them in at one end and searches dumps, queues,
 * logs and metrics for them at the other: whatever holds one has leaked.
 */
export const canaries = {
  addresses: ['canary-heron@leak.example', 'canary.wren+letters@leak.example', 'canary_stork@leak.example'],
  names: ['Canarina Heronsdottir', '카나리새 왜가리'],
} as const

/**
 * The canaries that a text holds, in any spelling a leak might take: as they are, in another case, URL-encoded, in
 * base64 at any offset, in hexadecimal, or split only by their local part.
 */
export function findCanaries(text: string): string[] {
  const haystack = text.toLowerCase()
  const found = (canary: string): boolean => spellingsOf(canary).some((spelling) => haystack.includes(spelling))
  return [...canaries.addresses, ...canaries.names].filter(found)
}

function spellingsOf(canary: string): string[] {
  const localPart = canary.split('@')[0] ?? canary
  const spellings = [
    localPart,
    encodeURIComponent(localPart),
    JSON.stringify(localPart).slice(1, -1),
    ...hexOf(localPart),
  ]
  return [...spellings, ...base64Of(localPart)].map((spelling) => spelling.toLowerCase())
}

function hexOf(text: string): string[] {
  return [Buffer.from(text).toString('hex')]
}

// Base64 reads three bytes at a time, so the same text looks different at each of three offsets; the ends, which depend
// on the neighbours, are cut off.
function base64Of(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64')
    return encoded.slice(offset === 0 ? 0 : 4, -4)
  })
}
