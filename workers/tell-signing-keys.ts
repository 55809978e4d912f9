import { noteSigningKeys } from '#actions/note-signing-keys'
import type { World } from '#actions/world'
import { dkimRecordOf } from '#mail/dkim-record'
import type { Config } from '#runtimes/config'
import { readDkimKeys } from './read-dkim-keys.ts'

/** Says by which keys this process signs, since the API, which shows it, has none of them. @throws ConfigError */
export async function tellSigningKeys(world: World, { mail }: Pick<Config, 'mail'>): Promise<void> {
  const keys = await readDkimKeys(mail.flatMap((way) => (way.kind === 'resend' ? [] : way.dkim)))
  await noteSigningKeys(world, keys.map(dkimRecordOf))
}
