import { z } from 'zod'
import { inviteStaff } from '#actions/invite-staff'
import { limits } from '#domain/limits'
import { staffRoles, staffRoleSchema, type StaffRole } from '#domain/staff'
import { CommandError } from './command-line.ts'
import { runCommand } from './operator-command.ts'
import { readOptions } from './read-options.ts'

const usage = `Usage: npm run staff:invite -- --role ${staffRoles.join('|')}\nWithout --role it invites an administrator.`

// Prints a one-time link by which somebody joins the staff. The first administrator comes in this way, so the command
// asks for nothing but access to this machine, its keys and its database.
const call = { name: 'staff-invite', args: process.argv.slice(2), env: process.env }

runCommand(call, readRole, async ({ world }, role) => {
  const { url, expiresAt } = await inviteStaff(world, { member: null, role })
  const until = expiresAt
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
  process.stdout.write(
    `\nA link for one ${role}. It works once, until ${until} UTC (${limits.invitationHours} hours).\n\n  ${url}\n\n`,
  )
})

/** @throws CommandError for a role that there is not, and for anything else on the command line */
function readRole(given: string[]): StaffRole {
  const options = readOptions(given, z.object({ role: staffRoleSchema.default('admin') }))
  if (options === null) throw new CommandError(usage)
  return options.role
}
