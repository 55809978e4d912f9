import type { StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Puts on record that a program asks for a change with a key, before it is made: what follows in the record was done by
 * the key and not by its maker's hand.
 * @param request method and path, which hold ids and no more; a part that can be no id is left out, since the record is
 * kept for good
 */
export async function recordKeyUse(
  world: World,
  { member, keyId, request }: { member: Pick<StaffMember, 'id'>; keyId: string; request: string },
): Promise<void> {
  await world.database.transaction((transaction) =>
    recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'api-key-used',
      subject: keyId,
      detail: { request: request.replaceAll(noId, '…') },
    }),
  )
}

/** A part of a path with something else in it than ids are made of, such as an address, however it is written. */
const noId = /[^\s/]*[^\w\s/-][^\s/]*/g
