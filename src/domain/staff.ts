import { z } from 'zod'
import { Refusal } from './refusal.ts'

export const staffRoles = ['editor', 'translator', 'approver', 'admin'] as const

export const staffRoleSchema = z.enum(staffRoles)

export type StaffRole = z.infer<typeof staffRoleSchema>

/** A member of staff who is signed in. */
export type StaffMember = { readonly id: string; readonly role: StaffRole }

/** What staff can do, and who may. */
const permissions = {
  'write-campaign': ['editor', 'translator', 'approver', 'admin'],
  'create-campaign': ['editor', 'approver', 'admin'],
  'approve-campaign': ['approver', 'admin'],
  'control-sending': ['editor', 'approver', 'admin'],
  'keep-calendar': ['editor', 'approver', 'admin'],
  'manage-organisation': ['admin'],
  'manage-staff': ['admin'],
  'import-subscribers': ['admin'],
  'see-subscriber': ['approver', 'admin'],
  'lift-suppression': ['admin'],
  'edit-facts': ['editor', 'approver', 'admin'],
  'edit-library': ['editor', 'approver', 'admin'],
  'edit-cause': ['admin'],
  'manage-watch-list': ['admin'],
} as const satisfies Record<string, readonly StaffRole[]>

export type Permission = keyof typeof permissions

/** @throws Refusal `role-missing` */
export function requirePermission(member: StaffMember, permission: Permission): void {
  const allowed: readonly StaffRole[] = permissions[permission]
  if (!allowed.includes(member.role)) throw new Refusal('role-missing')
}
