import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSigningKeys } from '#actions/read-signing-keys'
import { parseConfig } from '#runtimes/config'
import { tellSigningKeys } from '#workers/tell-signing-keys'
import { makeEd25519Key, makeRsaKey } from '../mail/dkim-verifiers.ts'
import { createTestWorld } from '../support/world.ts'

test('a worker tells the public halves of the keys that it signs with, from which the API shows what to publish', async () => {
  await using testWorld = await createTestWorld()
  await using folder = await mkdtempDisposable(join(tmpdir(), 'northlight-keys-'))
  const [rsa, ed25519] = [makeRsaKey('news.example.org', 'old'), makeEd25519Key('news.example.org', 'new')]
  const files = { DKIM_KEY_FILE: join(folder.path, 'rsa'), DKIM_ED25519_KEY_FILE: join(folder.path, 'ed25519') }
  await writeFile(files.DKIM_KEY_FILE, rsa.key.privateKey)
  await writeFile(files.DKIM_ED25519_KEY_FILE, ed25519.key.privateKey)
  const config = parseConfig({
    MAIL_URL: 'smtp://mail.example.org:587',
    DKIM_DOMAIN: 'news.example.org',
    DKIM_SELECTOR: 'old',
    DKIM_ED25519_SELECTOR: 'new',
    ...files,
  })
  await tellSigningKeys(testWorld.world, config)
  const names = [rsa, ed25519].map(({ record: [name] }) => name)
  expect(await readSigningKeys(testWorld.world, names)).toEqual(new Map([rsa.record, ed25519.record]))
})
