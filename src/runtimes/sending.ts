import { staffWordsIn } from '#http/staff/staff-words'
import { runCommand } from './operator-command.ts'
import { readSendingCommand } from './sending-commands.ts'

// Shows how sending stands and steers it, for whoever runs the machine: it asks for no account, and what it does is on
// record as done by the operator.
const call = { name: 'sending', args: process.argv.slice(2), env: process.env }

runCommand(call, readSendingCommand, async ({ world, locale }, command) => {
  process.stdout.write(`\n${(await command(world, staffWordsIn(locale))).trimEnd()}\n\n`)
})
