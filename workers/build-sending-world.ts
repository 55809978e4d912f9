import type { SendingWorld, World } from '#actions/world'
import { createFieldOpener } from '#crypto/field-encryption'
import type { KeyRing } from '#crypto/key-ring'
import { createManifestSigner } from '#crypto/manifest-keys'
import { createViewSecrets } from '#crypto/sealed-view'
import type { Mailer } from '#mail/mailer'

/** Adds what only the process that carries mail may hold: the mailers, and the keys that open addresses. */
export function buildSendingWorld(
  world: World,
  { keyRing, mailers }: { keyRing: KeyRing; mailers: readonly Mailer[] },
): SendingWorld {
  return {
    ...world,
    opener: createFieldOpener(keyRing.fields),
    manifestSigner: createManifestSigner(keyRing.manifests),
    viewSecret: createViewSecrets(keyRing),
    mailers: Object.fromEntries(mailers.map((mailer) => [mailer.name, mailer])),
  }
}
