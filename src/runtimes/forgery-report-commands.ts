import { listForgeryReports } from '#actions/list-forgery-reports'
import { openReportedMessage } from '#actions/open-reported-message'
import type { SendingWorld, World } from '#actions/world'
import type { StaffWords } from '#http/staff/staff-words'
import { CommandError } from './command-line.ts'

const usage = `Usage: npm run forgery-reports -- list
       npm run forgery-reports -- show ID [> FILE.eml]`

/** What may open a reported message: never the API, only a command of whoever holds the keys. */
export type OpeningWorld = World & Pick<SendingWorld, 'opener'>

/** Does what was asked for, and gives what is to be written out. */
export type ForgeryReportCommand = (
  world: OpeningWorld,
  options: { readonly words: StaffWords; readonly isTerminal: boolean },
) => Promise<Uint8Array | string>

/**
 * Understands what stands behind `npm run forgery-reports --`.
 * @throws CommandError for what is no command
 */
export function readForgeryReportCommand([verb, id, ...rest]: string[]): ForgeryReportCommand {
  if (verb === 'list' && id === undefined) return (world, { words }) => listReports(world, words)
  if (
    verb !== 'show' ||
    id === undefined ||
    rest.length > 0 ||
    !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  )
    throw new CommandError(usage)
  return async (world, { isTerminal }) => {
    const message = await openReportedMessage(world, { reportId: id })
    return isTerminal ? defuse(new TextDecoder().decode(message)) : message
  }
}

async function listReports(world: World, words: StaffWords): Promise<string> {
  const { reports } = await listForgeryReports(world, { openOnly: false })
  if (reports.length === 0) return `${words('forgeryReports.none')}\n`
  return reports
    .map(({ id, campaign, missingSigns, reportedAt, doneAt }) => {
      const time = `${reportedAt.toString({ smallestUnit: 'minute' }).replace('T', ' ').replace('Z', '')} UTC`
      const lines = [
        campaign === null ? words('forgeryReports.copiesNone') : words('forgeryReports.copies', { campaign }),
        missingSigns.length === 0
          ? words('forgeryReports.lacksNothing')
          : words('forgeryReports.lacks', { signs: missingSigns.join(', ') }),
      ]
      const head = words('forgeryReports.line', { id, time, state: doneAt === null ? 'open' : 'done' })
      return `${[head, ...lines.map((line) => `  ${line}`)].join('\n')}\n`
    })
    .join('')
}

// What moves a cursor or renames a window could make a terminal show what is not there.
function defuse(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[^\P{C}\n\t]/gu, '\ufffd')
}
