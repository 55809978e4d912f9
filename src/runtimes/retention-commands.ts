import { applyRetention } from '#actions/apply-retention'
import { describeRetention, keptKinds, type RetentionOutlook } from '#actions/describe-retention'
import type { World } from '#actions/world'
import type { StaffWords } from '#http/staff/staff-words'
import { CommandError } from './command-line.ts'
import { utcMinute } from './utc-minute.ts'

const usage = `Usage: npm run retention -- show
       npm run retention -- apply`

/** Does what was asked for, and says so in words. */
export type RetentionCommand = (world: World, words: StaffWords) => Promise<string>

const commands: Readonly<Record<string, RetentionCommand>> = {
  show: async (world, words) => describeOutlook(await describeRetention(world), words),
  apply: async (world, words) => {
    const erased = await applyRetention(world)
    return keptKinds
      .map((kind) => words('retention.erased', { kind: words(`retention.kinds.${kind}`), count: erased[kind] }))
      .join('\n')
  },
}

/**
 * Understands what stands behind `npm run retention --`.
 * @throws CommandError for what is no command
 */
export function readRetentionCommand([verb = '', ...rest]: string[]): RetentionCommand {
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
  if (command && rest.length === 0) return command
  throw new CommandError(usage)
}

function describeOutlook({ retention, kept, unfinishedErasures }: RetentionOutlook, words: StaffWords): string {
  const lines = keptKinds.map((kind) => {
    const { due, next } = kept[kind]
    const line = words('retention.due', { kind: words(`retention.kinds.${kind}`), due })
    return next ? `${line}; ${words('retention.next', { time: utcMinute(next) })}` : line
  })
  return [
    words('retention.kept', { days: retention.leaverDays, months: retention.deliveryMonths }),
    '',
    ...lines,
    '',
    words('retention.unfinished', { count: unfinishedErasures }),
  ].join('\n')
}
