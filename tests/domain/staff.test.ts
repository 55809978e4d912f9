import { expect, test } from 'vitest'
import {
  keyScopes,
  requireAnotherAdministrator,
  requirePermission,
  staffRoles,
  type Permission,
  type StaffRole,
} from '#domain/staff'

/** Written out a second time on purpose: a wider permission has to be meant twice. */
const whoMay: Record<Permission, readonly StaffRole[]> = {
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
  'manage-keys': ['admin'],
  'read-audit': ['admin'],
  'handle-forgeries': ['editor', 'approver', 'admin'],
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

test('a key may what it was made for, and nothing else that its maker may', () => {
  const key = { id: '1', role: 'admin', scopes: ['edit-facts'] } as const
  expect(() => requirePermission(key, 'edit-facts')).not.toThrow()
  for (const permission of Object.keys(whoMay) as Permission[]) {
    if (permission === 'edit-facts') continue
    expect(() => requirePermission(key, permission)).toThrow(expect.objectContaining({ code: 'scope-missing' }))
  }
})

test('a key may never more than its maker', () => {
  expect(() => requirePermission({ id: '1', role: 'translator', scopes: ['edit-facts'] }, 'edit-facts')).toThrow(
    expect.objectContaining({ code: 'role-missing' }),
  )
})

test('no key can be made for approving, readers, people, keys or the watch-list', () => {
  expect([...keyScopes].toSorted()).toEqual([
    'control-sending',
    'create-campaign',
    'edit-facts',
    'edit-library',
    'keep-calendar',
    'write-campaign',
  ])
})

test('an administrator can go when there is another', () => {
  const [one, other] = [{ id: '1' }, { id: '2' }]
  expect(() => requireAnotherAdministrator(one, [one, other])).not.toThrow()
  expect(() => requireAnotherAdministrator(one, [one])).toThrow(expect.objectContaining({ code: 'last-administrator' }))
})
