import type { SendingWorld, World } from '#actions/world'
import { createFieldOpener } from '#crypto/field-encryption'
import type { KeyRing } from '#crypto/key-ring'
import type { Mailer } from '#mail/mailer'

/** Adds what only the process that carries mail may hold: a mailer, and the keys that open addresses. */
export function buildSendingWorld(
  world: World,
  { keyRing, mailer }: { keyRing: KeyRing; mailer: Mailer },
): SendingWorld {
  return { ...world, opener: createFieldOpener(keyRing.fields), mailer }
}
