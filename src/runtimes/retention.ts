import { staffWordsIn } from '#http/staff/staff-words'
import { runCommand } from './operator-command.ts'
import { readRetentionCommand } from './retention-commands.ts'

// Shows what is due to be erased, or erases it now, for whoever runs the machine.
const call = { name: 'retention', args: process.argv.slice(2), env: process.env }

runCommand(call, readRetentionCommand, async ({ world, locale }, command) => {
  process.stdout.write(`\n${(await command(world, staffWordsIn(locale))).trimEnd()}\n\n`)
})
