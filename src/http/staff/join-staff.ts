import { acceptInvitation, readInvitation } from '#actions/accept-invitation'
import type { World } from '#actions/world'
import { parseEmailAddress } from '#domain/email-address'
import type { Locale } from '#domain/locale'
import { isPlainLine } from '#domain/plain-text'
import { Refusal } from '#domain/refusal'
import type { StaffRole } from '#domain/staff'
import type { StaffAuth } from './auth.ts'
import { InvalidInput, type Fault } from './invalid-input.ts'
import { passwordFault } from './password.ts'

export type Joining = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly locale: Locale
}

/**
 * Makes the account of somebody who was invited.
 * @throws Refusal `invitation-invalid`; InvalidInput naming every field to mend
 */
export type JoinStaff = (token: string, joining: Joining) => Promise<{ staffId: string; role: StaffRole }>

/** A name in any script, with titles. */
export const staffNameLengthMax = 80

/**
 * People join one after the other: `acceptInvitation` keeps a connection while the account is made on a second one, and
 * a crowd behind one link could otherwise hold every connection there is.
 */
export function createJoinStaff(world: World, auth: StaffAuth): JoinStaff {
  let queue: Promise<unknown> = Promise.resolve()

  const join: JoinStaff = async (token, joining) => {
    const { role } = await readInvitation(world, { token })
    const faults = faultsIn(joining)
    if (faults.length > 0) throw new InvalidInput(faults)
    const email = parseEmailAddress(joining.email)
    const name = joining.name.trim().normalize('NFC')
    const addAccount = async (invitedAs: StaffRole): Promise<{ staffId: string }> => {
      const account = await auth.addAccount({ ...joining, name, email, role: invitedAs })
      if (account === null) throw new InvalidInput([{ field: 'email', code: 'address-taken' }])
      return account
    }
    const { staffId } = await acceptInvitation(world, { token, join: addAccount })
    return { staffId, role }
  }

  return async (token, joining) => {
    const turn = queue.then(
      () => join(token, joining),
      () => join(token, joining),
    )
    queue = turn
    return turn
  }
}

function faultsIn({ name, email, password }: Joining): Fault[] {
  const code = passwordFault(password, email)
  return [...nameFaults(name), ...emailFaults(email), ...(code === null ? [] : [{ field: 'password', code }])]
}

function nameFaults(name: string): Fault[] {
  const field = 'name'
  if (name.trim() === '') return [{ field, code: 'text-empty' }]
  if (!isPlainLine(name)) return [{ field, code: 'text-not-plain' }]
  return name.length > staffNameLengthMax ? [{ field, code: 'too-long', values: { limit: staffNameLengthMax } }] : []
}

function emailFaults(email: string): Fault[] {
  try {
    parseEmailAddress(email)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ field: 'email', code: error.code }]
  }
}
