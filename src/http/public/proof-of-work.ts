import { createChallenge, verifySolution, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import { rateLimits } from '#domain/limits'
import { Refusal } from '#domain/refusal'

/**
 * Proof of work (ALTCHA, version 2 of its protocol): the browser spends about a second so that a flood of forms costs
 * something. It is asked of nobody without JavaScript.
 */
export type ProofOfWork = {
  challenge(now: Temporal.Instant): Promise<Challenge>
  /**
   * The id of the challenge that a form's proof solves; null when the form has no proof or one that is out of date.
   * @throws Refusal `proof-of-work-failed` for a proof that is not one.
   */
  check(proof: string, now: Temporal.Instant): Promise<string | null>
}

// 256 tries of 5,000 rounds: about a second on a phone, spent while the person types.
const work = { algorithm: 'PBKDF2/SHA-256', cost: 5_000, keyPrefix: '00' } as const

// As long as a used proof is remembered; a longer life would let it count twice.
const lifeSeconds = rateLimits['proof-of-work'].seconds

const proofSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(work.algorithm),
      cost: z.literal(work.cost),
      keyLength: z.literal(32),
      keyPrefix: z.literal(work.keyPrefix),
      nonce: z.hex().length(32),
      salt: z.hex().length(32),
      data: z.object({ issuedAt: z.int() }),
    }),
    signature: z.hex().length(64),
  }),
  solution: z.object({ counter: z.int().min(0), derivedKey: z.hex().length(64) }),
})

export function createProofOfWork(secret: Uint8Array): ProofOfWork {
  const hmacSignatureSecret = `proof-of-work/${secret.toHex()}`

  return {
    challenge: (now) =>
      createChallenge({ ...work, deriveKey, hmacSignatureSecret, data: { issuedAt: secondsOf(now) } }),

    async check(proof, now) {
      if (proof === '') return null
      const parsed = proofSchema.safeParse(readJson(proof))
      if (!parsed.success) throw new Refusal('proof-of-work-failed')
      const { challenge, solution } = parsed.data
      // Age is read from the signed data rather than from ALTCHA's own expiry, which looks at the machine's clock.
      const age = secondsOf(now) - challenge.parameters.data.issuedAt
      if (age < 0 || age > lifeSeconds) return null
      const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret })
      if (!verified) throw new Refusal('proof-of-work-failed')
      return challenge.signature
    },
  }
}

function secondsOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
