import { createFieldOpener } from '#crypto/field-encryption'
import { staffWordsIn } from '#http/staff/staff-words'
import { readForgeryReportCommand } from './forgery-report-commands.ts'
import { runCommand } from './operator-command.ts'

// Shows what was reported as forged to whoever runs the machine: the one place where a reported message can be opened, and
// the record says that it was.
const call = { name: 'forgery-reports', args: process.argv.slice(2), env: process.env }

runCommand(call, readForgeryReportCommand, async ({ world, keyRing, locale }, command) => {
  const opening = { ...world, opener: createFieldOpener(keyRing.fields) }
  const words = staffWordsIn(locale)
  process.stdout.write(await command(opening, { words, isTerminal: process.stdout.isTTY }))
})
