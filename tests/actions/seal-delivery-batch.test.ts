import { beforeEach, describe, expect, test } from 'vitest'
import { unsubscribe } from '#actions/unsubscribe'
import { suppressAddress } from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

describe('nobody without active consent at seal time is mailed', () => {
  test('leaving, being suppressed, or both after the audience was walked', async () => {
    const [leaver, complainer, stayer] = await stage.addReaders(3)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    await unsubscribe(stage.world, {
      token: stage.world.links.sign('unsubscribe', { ids: [leaver?.id ?? ''], expiresAt: null }),
      method: 'one-click',
    })
    await suppressAddress(
      stage.world.database,
      stage.world.blindIndex.suppression(parseEmailAddress(complainer?.email ?? '')),
      'complained',
      stage.world.now(),
    )
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.accepted.map(({ to }) => to)).toEqual([stayer?.email])
    expect(await stage.accountOf(campaignId)).toMatchObject({
      accepted: 1,
      dropped: { left: 1, suppressed: 1 },
      status: 'sent',
    })
  })

  test('a batch that nobody is left in is settled without a call', async () => {
    const [reader] = await stage.addReaders(1)
    await stage.expand(await stage.release())
    await unsubscribe(stage.world, {
      token: stage.world.links.sign('unsubscribe', { ids: [reader?.id ?? ''], expiresAt: null }),
      method: 'page',
    })
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.calls).toEqual([])
  })
})
