import { staffWordsIn } from '#http/staff/staff-words'
import { readSyncWish, syncContent } from './content-commands.ts'
import { runCommand } from './operator-command.ts'
import { configExitCode } from './run-program.ts'

// Brings what has changed in the seed library to the organisation's own, for whoever runs the machine.
const call = { name: 'content-sync', args: process.argv.slice(2), env: process.env }

runCommand(call, readSyncWish, async ({ world, locale }, wish) => {
  const { told, isSound } = await syncContent(world, wish, staffWordsIn(locale))
  process.stdout.write(wish.isJson ? `${told}\n` : `\n${told}\n\n`)
  if (!isSound) process.exitCode = configExitCode
})
