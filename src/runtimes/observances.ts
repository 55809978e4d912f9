import { staffWordsIn } from '#http/staff/staff-words'
import { readObservanceCommand } from './observance-commands.ts'
import { runCommand } from './operator-command.ts'

// Shows the calendar and says things of its days, for whoever runs the machine and in the name of a member of staff.
const call = { name: 'observances', args: process.argv.slice(2), env: process.env }

runCommand(call, readObservanceCommand, async ({ world, locale }, command) => {
  process.stdout.write(`${(await command(world, { words: staffWordsIn(locale), locale })).trimEnd()}\n`)
})
