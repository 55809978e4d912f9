import { z } from 'zod'
import { Refusal } from './refusal.ts'

export const staffRoles = ['editor', 'translator', 'approver', 'admin'] as const

export const staffRoleSchema = z.enum(staffRoles)

export type StaffRole = z.infer<typeof staffRoleSchema>

/** A member of staff who acts: in person, or by a program with a key of theirs. */
export type StaffMember = {
  readonly id: string
  readonly role: StaffRole
  /** What a key may do of what its maker may; absent where somebody acts in person. */
  readonly scopes?: readonly KeyScope[]
}

/** What staff can do, and who may. */
const permissions = {
  'write-campaign': ['editor', 'translator', 'approver', 'admin'],
  'create-campaign': ['editor', 'approver', 'admin'],
  'approve-campaign': ['approver', 'admin'],
  'control-sending': ['editor', 'approver', 'admin'],
  'keep-calendar': ['editor', 'approver', 'admin'],
  'keep-archive': ['approver', 'admin'],
  'lift-takedown': ['admin'],
  'manage-organisation': ['admin'],
  'manage-staff': ['admin'],
  'import-subscribers': ['admin'],
  'see-subscriber': ['approver', 'admin'],
  'change-subscriber': ['admin'],
  'lift-suppression': ['admin'],
  'erase-subscriber': ['admin'],
  'edit-facts': ['editor', 'approver', 'admin'],
  'edit-library': ['editor', 'approver', 'admin'],
  'edit-cause': ['admin'],
  'manage-watch-list': ['admin'],
  'handle-forgeries': ['editor', 'approver', 'admin'],
  'manage-keys': ['admin'],
  'read-audit': ['admin'],
} as const satisfies Record<string, readonly StaffRole[]>

export type Permission = keyof typeof permissions

/**
 * What a key can be made for. Approving, seeing readers, people and keys are not among it: these need a person, with a
 * second factor.
 */
export const keyScopes = [
  'write-campaign',
  'create-campaign',
  'control-sending',
  'keep-calendar',
  'edit-facts',
  'edit-library',
] as const satisfies readonly Permission[]

export type KeyScope = (typeof keyScopes)[number]

/** Whether a role has a permission. */
export function mayRole(role: StaffRole, permission: Permission): boolean {
  const allowed: readonly StaffRole[] = permissions[permission]
  return allowed.includes(role)
}

/** @throws Refusal `role-missing`; `scope-missing` for a key that was not made for this */
export function requirePermission({ role, scopes }: StaffMember, permission: Permission): void {
  if (!mayRole(role, permission)) throw new Refusal('role-missing')
  if (scopes && !scopes.some((scope) => scope === permission)) throw new Refusal('scope-missing')
}

/**
 * Makes sure that somebody is left who can change what everybody else may do.
 * @throws Refusal `last-administrator`
 */
export function requireAnotherAdministrator(
  { id }: { readonly id: string },
  administrators: readonly { readonly id: string }[],
): void {
  if (administrators.every((administrator) => administrator.id === id)) throw new Refusal('last-administrator')
}
