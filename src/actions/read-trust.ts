import { findOrganisation } from '#database/organisation-queries'
import type { Imprint } from '#domain/imprint'
import { defaultRetention, type Retention } from '#domain/retention'
import type { World } from './world.ts'

/** What the trust pages say of this deployment: what is configured, and what an administrator said. */
export type Trust = {
  /** Null where nothing was said. */
  readonly imprint: Imprint | null
  readonly retention: Retention
  /** Who carries the mail, the usual one first. */
  readonly carriers: readonly Carrier[]
  /** Where weaknesses are reported: a mailbox of its own, or the general one; null before there is any. */
  readonly securityContact: string | null
}

/** A service that sees an address to deliver a letter. */
export type Carrier =
  | { readonly kind: 'resend' }
  /** A mail server; its host is null where mail does not leave the machine. */
  | { readonly kind: 'smtp'; readonly host: string | null }

/** Reads what the trust pages are made from. Before the organisation is described, what is configured is all there is. */
export async function readTrust(world: World): Promise<Trust> {
  const organisation = await findOrganisation(world.database)
  const imprint = organisation?.imprint ?? null
  return {
    imprint,
    retention: organisation?.retention ?? defaultRetention,
    carriers: world.providers.map((kind) => (kind === 'smtp' ? { kind, host: world.smtpHost } : { kind })),
    securityContact: imprint?.securityContact ?? organisation?.contactAddress ?? null,
  }
}
