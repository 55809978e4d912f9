import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { DkimKey } from '#mail/dkim-signer'
import { ConfigError, type DkimConfig } from '#runtimes/config'

const variables: Readonly<Record<DkimConfig['algorithm'], string>> = {
  rsa: 'DKIM_KEY_FILE',
  ed25519: 'DKIM_ED25519_KEY_FILE',
}

// RFC 8301 §3.2: verifiers must take no shorter key for valid.
const rsaBitsMin = 1024

/**
 * Reads the keys that sign mail, in order.
 * @throws ConfigError for a file without a private key of its kind: mail would leave unsigned, and without an error
 */
export function readDkimKeys(dkim: readonly DkimConfig[]): Promise<DkimKey[]> {
  return Promise.all(
    dkim.map(async ({ algorithm, domain, selector, keyFile }) => ({
      domainName: domain,
      keySelector: selector,
      privateKey: await readKey(algorithm, keyFile),
    })),
  )
}

async function readKey(algorithm: DkimConfig['algorithm'], path: string): Promise<string> {
  const variable = variables[algorithm]
  const pem = await readFile(path, 'utf8').catch(() => {
    throw new ConfigError([`${variable} must name a file that this user can read.`])
  })
  const found = readPrivateKey(pem)
  if (found === null)
    throw new ConfigError([`${variable} must name a file with a private key in PEM, without a password.`])
  if (found.asymmetricKeyType !== algorithm) {
    throw new ConfigError([
      `${variable} must name a file with an ${names[algorithm]} key; the one in it is of another kind.`,
    ])
  }
  if ((found.asymmetricKeyDetails?.modulusLength ?? rsaBitsMin) < rsaBitsMin) {
    throw new ConfigError([
      `${variable}: the key is shorter than ${rsaBitsMin} bits, and servers would not believe it.`,
    ])
  }
  return pem
}

const names: Readonly<Record<DkimConfig['algorithm'], string>> = { rsa: 'RSA', ed25519: 'Ed25519' }

function readPrivateKey(pem: string): ReturnType<typeof createPrivateKey> | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}
