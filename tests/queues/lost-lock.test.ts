import { expect, test } from 'vitest'
import { subscribe } from '#actions/subscribe'
import { ProviderFailure } from '#domain/provider-failure'
import { queueBenches } from '../support/queue-benches.ts'
import { buildRequest } from '../support/readers.ts'
import { createRecordingMailer } from '../support/recording-mailer.ts'
import { waitFor } from '../support/wait.ts'

test.concurrent.each(queueBenches)('a call ends when its job belongs to another worker, %s', async (_, open) => {
  const mailer = createRecordingMailer({ remembersKeys: true })
  const signals: AbortSignal[] = []
  await using bench = await open({
    ...mailer,
    async deliver(mails, options) {
      signals.push(options.signal)
      if (signals.length > 1) return mailer.deliver(mails, options)
      await new Promise((resolve) => options.signal.addEventListener('abort', resolve))
      throw new ProviderFailure('unknown', 'test-cut-off')
    },
  })
  await subscribe(bench.stage.world, buildRequest())
  await bench.work()
  await waitFor('the call', () => signals.length === 1)
  await bench.stealLocks()
  // Locks are renewed every 15 s or so.
  await waitFor('the call to be cut off', () => signals[0]?.aborted === true, { withinSeconds: 60 })
  expect(mailer.accepted).toEqual([])
})
