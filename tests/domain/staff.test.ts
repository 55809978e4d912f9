import { expect, test } from 'vitest'
import { requirePermission, staffRoles, type Permission, type StaffRole } from '#domain/staff'

/** Written out a second time on purpose: a wider permission has to be meant twice. */
const whoMay: Record<Permission, readonly StaffRole[]> = {
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
}

const matrix = Object.entries(whoMay).flatMap(([permission, roles]) =>
  staffRoles.map((role) => ({ permission: permission as Permission, role, isAllowed: roles.includes(role) })),
)

test.each(matrix.filter(({ isAllowed }) => isAllowed))('$role may $permission', ({ permission, role }) => {
  expect(() => requirePermission({ id: '1', role }, permission)).not.toThrow()
})

test.each(matrix.filter(({ isAllowed }) => !isAllowed))('$role may not $permission', ({ permission, role }) => {
  expect(() => requirePermission({ id: '1', role }, permission)).toThrow(
    expect.objectContaining({ code: 'role-missing' }),
  )
})

test('a role that there is not may nothing', () => {
  for (const permission of Object.keys(whoMay) as Permission[]) {
    expect(() => requirePermission({ id: '1', role: 'owner' as StaffRole }, permission)).toThrow(
      expect.objectContaining({ code: 'role-missing' }),
    )
  }
})
