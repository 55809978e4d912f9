import { staffWordsIn } from '#http/staff/staff-words'
import { checkContent } from './content-commands.ts'
import { parseConfig } from './config.ts'
import { CommandError, localeOf } from './command-line.ts'
import { configExitCode, runProgram } from './run-program.ts'

// Reads the seed library of CONTENT_DIR, or the one whose folder is named, and says whether it can be used. It needs
// neither a database nor keys.
runProgram('content-check', async () => {
  const locale = localeOf(process.env)
  const [directory = parseConfig(process.env).contentDirectory, ...rest] = process.argv.slice(2)
  try {
    if (rest.length > 0) throw new CommandError('Usage: npm run content:check -- [FOLDER]')
    process.stdout.write(`\n${await checkContent(directory, { words: staffWordsIn(locale), locale })}\n\n`)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = configExitCode
  }
})
