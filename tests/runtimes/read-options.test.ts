import { expect, test } from 'vitest'
import { z } from 'zod'
import { flag, readOptions } from '#runtimes/read-options'

const schema = z.object({
  recipients: z.coerce.number().int().min(1).max(100).default(20),
  queue: z.enum(['postgres', 'redis']).default('postgres'),
  explain: flag,
})

test.for([
  [[], { recipients: 20, queue: 'postgres', explain: false }],
  [['--recipients', '5', '--explain'], { recipients: 5, queue: 'postgres', explain: true }],
  [['--queue=redis'], { recipients: 20, queue: 'redis', explain: false }],
] as const)('%j gives what was asked for, and what is usual', ([args, options]) => {
  expect(readOptions(args, schema)).toEqual(options)
})

test.for([
  [['--recipients', '0']],
  [['--recipients', 'many']],
  [['--recipients']],
  [['--queue', 'kafka']],
  [['--explain=yes']],
  [['--recipient', '5']],
  [['5']],
])('%j is answered with the usage', ([args]) => {
  expect(readOptions(args ?? [], schema)).toBeNull()
})
