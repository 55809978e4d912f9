import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { flag } from '#runtimes/read-options'
import { assembleTeam } from '../tests/support/campaigns.ts'
import { addReaders, readerAt } from './parts/add-readers.ts'
import { measureSink, type Figures } from './parts/measure-sink.ts'
import { openBench } from './parts/open-bench.ts'
import { runBench } from './parts/run-bench.ts'
import { digestOf } from './parts/sink-account.ts'

const usage = `Usage: scripts/bench send [--recipients 20000] [--sink smtp|resend|both] [--queue postgres|redis]
                        [--workers 1] [--explain]

Sends a real campaign through the real worker into a sink on this machine, and says how fast it went.
--explain also prints the statements that took PostgreSQL longest.
`

const optionsSchema = z.object({
  recipients: z.coerce.number().int().min(2).max(1_000_000).default(20_000),
  sink: z.enum(['smtp', 'resend', 'both']).default('both'),
  queue: z.enum(['postgres', 'redis']).default('postgres'),
  workers: z.coerce.number().int().min(1).max(16).default(1),
  explain: flag,
})

type Options = z.infer<typeof optionsSchema>

runBench({ name: 'send', usage, options: optionsSchema }, measure)

async function measure({ recipients, sink, queue, workers, explain }: Options, stopping: AbortSignal): Promise<void> {
  await using bench = await openBench(queue)
  const team = await assembleTeam(bench.world)
  const importSeconds = await addReaders(bench.world, team.admin, recipients)
  console.log(`import  ${count(recipients)} readers in ${importSeconds.toFixed(1)} s`)
  await bench.refreshStatistics()
  const expected = digestOf(readerAddresses(recipients))
  const machine = { cores: availableParallelism(), node: process.versions.node }
  for (const name of sink === 'both' ? (['resend', 'smtp'] as const) : [sink]) {
    stopping.throwIfAborted()
    const figures = await measureSink(name, { bench, team, recipients, workers, expected, stopping })
    console.log(describe(name, recipients, figures))
    if (explain) console.log((await bench.statements.explain(20)).join('\n'))
    const { messagesPerSecond, ratioToPrebuilt, peakMemoryMb, statementsPerBatch, ...more } = figures
    console.log(
      JSON.stringify({
        bench: 'send',
        sink: name,
        recipients,
        messages_per_second: messagesPerSecond,
        ratio_to_prebuilt: ratioToPrebuilt,
        rss_peak_mb: peakMemoryMb,
        statements_per_batch: statementsPerBatch,
        queue,
        workers,
        seconds: more.seconds,
        bytes_per_message: more.bytesPerMessage,
        cpu_us: more.cpuMicroseconds,
        prebuilt: { messages_per_second: more.prebuilt.messagesPerSecond, cpu_us: more.prebuilt.cpuMicroseconds },
        import_seconds: Number(importSeconds.toFixed(1)),
        machine,
      }),
    )
  }
}

function* readerAddresses(recipients: number): Generator<string> {
  for (let number = 0; number < recipients; number++) yield readerAt(number).email
}

function describe(name: string, recipients: number, figures: Figures): string {
  const { seconds, messagesPerSecond, prebuilt, ratioToPrebuilt, cpuMicroseconds, peakMemoryMb } = figures
  const { worker, database, sink } = cpuMicroseconds
  const parts = [
    `${count(recipients)} messages in ${seconds} s: ${count(messagesPerSecond)}/s, ` +
      `${ratioToPrebuilt} of prebuilt ones (${count(prebuilt.messagesPerSecond)}/s)`,
    `processor time for each: worker ${worker} µs, database ${database} µs, sink ${sink} µs`,
    `worker at most ${peakMemoryMb} MB`,
    `${figures.statementsPerBatch} statements a batch`,
  ]
  return `${name.padEnd(6)}  ${parts.join('; ')}`
}

function count(value: number): string {
  return value.toLocaleString('en')
}
