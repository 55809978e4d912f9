import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { z } from 'zod'
import type { DkimKey } from '#mail/dkim-signer'

/** A key that signs, and what its domain says of it in DNS. */
export type TestKey = { readonly key: DkimKey; readonly record: readonly [name: string, text: string] }

const pem = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const

export function makeRsaKey(domainName: string, keySelector: string, modulusLength = 2048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, ...pem })
  const text = publicKey.replace(/-----[^-]+-----|\s/g, '')
  return nameKey({ domainName, keySelector, privateKey }, `v=DKIM1; k=rsa; p=${text}`)
}

export function makeEd25519Key(domainName: string, keySelector: string): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', pem)
  // RFC 8463 §4.2: the 32 bytes alone, without the ASN.1 about them.
  const bytes = Buffer.from(publicKey.replace(/-----[^-]+-----|\s/g, ''), 'base64').subarray(-32)
  return nameKey({ domainName, keySelector, privateKey }, `v=DKIM1; k=ed25519; p=${bytes.toString('base64')}`)
}

function nameKey(key: DkimKey, text: string): TestKey {
  return { key, record: [`${key.keySelector}._domainkey.${key.domainName}`, text] }
}

/** Whether each signature of each message holds. */
export type Verify = (sources: readonly string[], keys: readonly TestKey[]) => Promise<boolean[][]>

/** By the verifier of the `mailauth` package. */
export const verifyWithMailauth: Verify = (sources, keys) => {
  const records = new Map(keys.map(({ record: [name, text] }) => [name, text]))
  const resolver = async (name: string): Promise<string[][]> => {
    const text = records.get(name)
    if (text === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return [[text]]
  }
  return Promise.all(
    sources.map(async (source) => {
      const { results } = await dkimVerify(Buffer.from(source, 'latin1'), { resolver })
      return results.map(({ status }) => status.result === 'pass')
    }),
  )
}

// Debian's own Python: one that comes first on PATH may lack Debian's packages.
const python = '/usr/bin/python3'

/** By Debian's `python3-dkim` and `python3-nacl`; null where they are missing. `scripts/setup --tests` installs them. */
export const verifyWithPython: Verify | null =
  spawnSync(python, ['-c', 'import dkim, nacl.signing'], { stdio: 'ignore' }).status === 0 ? runPython : null

async function runPython(sources: readonly string[], keys: readonly TestKey[]): Promise<boolean[][]> {
  const records = Object.fromEntries(keys.map(({ record }) => record))
  const messages = sources.map((source) => Buffer.from(source, 'latin1').toString('base64'))
  const program = join(import.meta.dirname, 'verify-dkim.py')
  const said = execFileSync(python, [program], { input: JSON.stringify({ records, messages }), encoding: 'utf8' })
  return z.array(z.array(z.boolean())).parse(JSON.parse(said))
}
