import type { ProviderName } from '#domain/provider'
import type { Mailer } from '#mail/mailer'
import type { SendingWorld } from './world.ts'

/** The mailer of a provider. @throws Error when this deployment has none by that name */
export function mailerOf(world: SendingWorld, name: ProviderName): Mailer {
  const mailer = world.mailers[name]
  if (!mailer) throw new Error(`No mail can leave by ${name}: it is not configured.`)
  return mailer
}
