import type { ConfirmationWay } from '#domain/second-factor'
import type { StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** What somebody did to their own account. */
export type AccountChange =
  | 'password-changed'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'recovery-code-used'
  | 'recovery-codes-renewed'
  | 'signed-out-elsewhere'

/**
 * Appends to the record that somebody changed how they sign in. The change itself is made by the library that keeps
 * sign-ins, in a transaction of its own just before.
 */
export async function recordAccountChange(
  world: World,
  { member, action, way }: { member: Pick<StaffMember, 'id'>; action: AccountChange; way?: ConfirmationWay },
): Promise<void> {
  await world.database.transaction((transaction) =>
    recordAuditEvent(world, transaction, {
      actorId: member.id,
      action,
      subject: member.id,
      detail: way === undefined ? {} : { way },
    }),
  )
}
