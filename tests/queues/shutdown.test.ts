import { expect, test } from 'vitest'
import { subscribe } from '#actions/subscribe'
import { countJobs } from '#database/job-outbox'
import { ProviderFailure } from '#domain/provider-failure'
import { queueBenches } from '../support/queue-benches.ts'
import { buildRequest } from '../support/readers.ts'
import { createRecordingMailer } from '../support/recording-mailer.ts'
import { waitFor } from '../support/wait.ts'

test.concurrent.each(queueBenches)(
  'a call that outlasts the grace is cut off, and left to whoever starts next, %s',
  async (_, open) => {
    const mailer = createRecordingMailer({ remembersKeys: true })
    const cut: AbortSignal[] = []
    await using bench = await open({
      ...mailer,
      async deliver(mails, options) {
        if (cut.length > 0) return mailer.deliver(mails, options)
        cut.push(options.signal)
        await new Promise((resolve) => options.signal.addEventListener('abort', resolve))
        throw new ProviderFailure('unknown', 'test-cut-off')
      },
    })
    const { stage } = bench
    await subscribe(stage.world, buildRequest())
    await bench.work()
    await waitFor('the call', () => cut.length === 1)
    await bench.rest()
    expect([cut[0]?.aborted, await countJobs(stage.world.database)]).toEqual([true, { waiting: 1, failed: 0 }])
    await bench.loseEverything()
    stage.clock.advance({ hours: 1 })
    await bench.work()
    await waitFor('the mail', () => mailer.accepted.length === 1)
  },
)
