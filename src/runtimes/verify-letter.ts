import { wordsIn } from '#http/words'
import { checkLetter, readLetterCheck } from './check-letter.ts'
import { CommandError, localeOf } from './command-line.ts'
import { configExitCode, runProgram } from './run-program.ts'

/** Exit code where the mail is not what was sent. */
const differsExitCode = 1

// Tells whether a mail is a letter of an organisation that uses Northlight, for partners and the press. It needs neither a
// database nor keys of its own, and asks nobody unless it is told to.
runProgram('verify-letter', async () => {
  const words = wordsIn(localeOf(process.env))
  try {
    const { isSame, told } = await checkLetter(readLetterCheck(process.argv.slice(2)), words)
    process.stdout.write(`${told}\n`)
    if (!isSame) process.exitCode = differsExitCode
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = configExitCode
  }
})
