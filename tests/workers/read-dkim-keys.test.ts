import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConfigError, type DkimConfig } from '#runtimes/config'
import { readDkimKeys } from '#workers/read-dkim-keys'

let directory: string

const pem = {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
} as const
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048, ...pem }).privateKey
const ed25519 = generateKeyPairSync('ed25519', pem).privateKey

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'northlight-dkim-'))
  const weak = generateKeyPairSync('rsa', { modulusLength: 512, ...pem }).privateKey
  const files = { rsa, ed25519, weak, 'no-key': 'canary-of-a-secret' }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
})

afterAll(() => rmSync(directory, { recursive: true }))

function key(algorithm: DkimConfig['algorithm'], file: string): DkimConfig {
  return { algorithm, domain: 'news.example.org', selector: `for-${algorithm}`, keyFile: join(directory, file) }
}

test('each key comes with the place of its public half, in order', async () => {
  expect(await readDkimKeys([key('rsa', 'rsa'), key('ed25519', 'ed25519')])).toEqual([
    { domainName: 'news.example.org', keySelector: 'for-rsa', privateKey: rsa },
    { domainName: 'news.example.org', keySelector: 'for-ed25519', privateKey: ed25519 },
  ])
})

test.for([
  ['that is missing', 'rsa', 'nowhere', /^DKIM_KEY_FILE must name a file that this user can read/],
  ['that holds no key', 'rsa', 'no-key', /^DKIM_KEY_FILE must name a file with a private key in PEM/],
  ['with an Ed25519 key in place of RSA', 'rsa', 'ed25519', /^DKIM_KEY_FILE must name a file with an RSA key/],
  ['with a short RSA key', 'rsa', 'weak', /^DKIM_KEY_FILE: the key is shorter than 1024 bits/],
  [
    'with an RSA key in place of Ed25519',
    'ed25519',
    'rsa',
    /^DKIM_ED25519_KEY_FILE must name a file with an Ed25519 key/,
  ],
] as const)('a file %s is refused with one line, which does not quote it', async ([, algorithm, file, says]) => {
  const error = await readDkimKeys([key(algorithm, file)]).catch((refused: unknown) => refused)
  expect(error).toBeInstanceOf(ConfigError)
  expect(String(error)).not.toContain('canary')
  expect(error).toMatchObject({ problems: [expect.stringMatching(says)] })
})
