import { expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { recordOutcome } from '#actions/record-outcome'
import { adopted, confirmVote, source, vote, wordOn } from '../support/calendar.ts'
import { approve, draftCampaign } from '../support/campaigns.ts'
import { queueBenches } from '../support/queue-benches.ts'
import type { SendingStage } from '../support/sending-stage.ts'
import { waitFor } from '../support/wait.ts'

/** An approved letter that waits for the vote, on the evening of it. */
async function awaitVote({ world, team, clock }: SendingStage): Promise<string> {
  clock.set('2026-11-16T09:00:00Z')
  await confirmVote(world, team.editor)
  const schedule = { mode: 'on-outcome', observanceId: vote.observanceId, nominalDate: '2026-11-14' } as const
  const campaignId = await draftCampaign(world, team, { schedule })
  await approve(world, team, campaignId)
  clock.set('2026-11-19T18:00:00Z')
  return campaignId
}

test.each(queueBenches)(
  'a letter leaves within a minute of the outcome and once, although two record it and workers die, %s',
  async (_, open) => {
    await using bench = await open()
    const { stage } = bench
    const { world, team, mailer } = stage
    const readers = await stage.addReaders(60)
    const campaignId = await awaitVote(stage)
    await bench.work()
    const word = await wordOn(world, team.editor)
    const recorded = { outcome: adopted, sourceUrl: source }
    const results = await Promise.allSettled([
      recordOutcome(world, { ...word, recorded }),
      recordOutcome(world, { ...word, member: team.approver, recorded }),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const isReleased = async (): Promise<boolean> =>
      (await readCampaign(world, { campaignId })).campaign.releasedAt !== null
    await waitFor('the letter to be released', isReleased, { withinSeconds: 60 })
    // What a worker that died was doing is done again by another, as if the queue had never heard of it.
    await bench.rest()
    await bench.loseEverything()
    await stage.testDatabase.pool.query('update job_outbox set rung_at = $1', [world.now().toString()])
    stage.clock.advance({ minutes: 3 })
    await bench.work()
    const isSent = async (): Promise<boolean> => (await readCampaign(world, { campaignId })).status === 'sent'
    await waitFor('the letter to be sent', isSent, { withinSeconds: 60 })
    const mailed = mailer.accepted.map(({ to }) => to).filter((to) => !to.endsWith('@staff.example'))
    expect(mailed.toSorted()).toEqual(readers.map(({ email }) => email).toSorted())
  },
)
