import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { resumeSending } from '#actions/resume-sending'
import { countJobs } from '#database/job-outbox'
import { findOrganisation } from '#database/organisation-queries'
import { queueBenches, type QueueBench } from '../support/queue-benches.ts'
import { waitFor } from '../support/wait.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'northlight-pulse-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

let files = 0
function newMemoryFile(): string {
  files += 1
  return join(directory, `pulse-${files}.json`)
}

async function stopReasonOf({ stage }: QueueBench) {
  return (await findOrganisation(stage.world.database))?.sendingStopReason ?? null
}

async function untilSent({ stage: { world } }: QueueBench, campaignId: string): Promise<void> {
  const isSent = async (): Promise<boolean> => (await readCampaign(world, { campaignId })).status === 'sent'
  await waitFor('the campaign to be sent', isSent, { withinSeconds: 40 })
}

async function untilIdle({ stage: { world } }: QueueBench): Promise<void> {
  await waitFor('the outbox to be empty', async () => (await countJobs(world.database)).waiting === 0)
}

test.each(queueBenches)(
  'workers that were away for hours wait for a person before the first batch, %s',
  async (_, open) => {
    await using bench = await open()
    const { stage } = bench
    const memoryFile = newMemoryFile()
    await stage.addReaders(30)
    await bench.work({ memoryFile })
    await bench.rest()
    const campaignId = await stage.release()
    stage.clock.advance({ hours: 3 })
    await bench.work({ memoryFile })
    await untilIdle(bench)
    expect([stage.mailer.calls.length, await stopReasonOf(bench)]).toEqual([0, 'downtime'])
    await resumeSending(stage.world, { member: stage.team.admin })
    await untilSent(bench, campaignId)
    expect(stage.mailer.accepted).toHaveLength(30)
  },
)

test.each(queueBenches)('workers that were away for a moment go on, %s', async (_, open) => {
  await using bench = await open()
  const memoryFile = newMemoryFile()
  await bench.stage.addReaders(30)
  await bench.work({ memoryFile })
  await bench.rest()
  const campaignId = await bench.stage.release()
  await bench.work({ memoryFile })
  await untilSent(bench, campaignId)
  expect(await stopReasonOf(bench)).toBeNull()
})

test.each(queueBenches)('a database that was restored under the workers sends nothing, %s', async (_, open) => {
  await using bench = await open()
  const { stage } = bench
  const memoryFile = newMemoryFile()
  await stage.addReaders(3)
  await bench.work({ memoryFile })
  await bench.rest()
  const { pool } = stage.testDatabase
  const { rows } = await pool.query('select beat from sending_pulse')
  await bench.work({ memoryFile })
  await bench.rest()
  // The backup was made between the two.
  await pool.query('update sending_pulse set beat = $1', [rows[0]?.beat])
  await stage.release()
  await bench.work({ memoryFile })
  await untilIdle(bench)
  expect([stage.mailer.calls.length, await stopReasonOf(bench)]).toEqual([0, 'restored'])
})

test.each(queueBenches)('the pulse goes on while the workers run, %s', async (_, open) => {
  await using bench = await open()
  await bench.work()
  const { pool } = bench.stage.testDatabase
  const readBeat = async (): Promise<number> =>
    Number((await pool.query('select beat from sending_pulse')).rows[0]?.beat)
  const first = await readBeat()
  await waitFor('the next beat', async () => (await readBeat()) > first)
  expect(await stopReasonOf(bench)).toBeNull()
})
