import { beforeEach, describe, expect, test } from 'vitest'
import { describeReadership } from '#actions/describe-readership'
import { endOnRequest } from '#actions/end-on-request'
import { limits } from '#domain/limits'
import { addReader } from '../support/readers.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

const enough = limits.readersToldMin

describe('the list as a whole', () => {
  test('is told by month, language and topic, where there are enough', async () => {
    const { world, team } = stage
    for (let count = 0; count < enough; count += 1) await addReader(world, { locale: 'ko', topics: ['un-watch'] })
    const { email } = await addReader(world, { locale: 'en', topics: ['un-watch', 'days-of-remembrance'] })
    await endOnRequest(world, { member: team.admin, email, wish: 'left' })
    const { months, topics, suppressions } = await describeReadership(world)
    expect(months).toHaveLength(limits.readershipMonths)
    expect(months.at(-1)).toMatchObject({
      month: world.now().toZonedDateTimeISO('Asia/Seoul').toPlainDate().toPlainYearMonth().toString(),
      byLocale: { en: { joined: null, left: null }, ko: { joined: enough, left: 0 } },
    })
    expect(months.at(0)?.byLocale).toEqual({ en: { joined: 0, left: 0 }, ko: { joined: 0, left: 0 } })
    expect(topics.find(({ id }) => id === 'un-watch')?.readers).toBe(enough)
    expect(topics.find(({ id }) => id === 'days-of-remembrance')?.readers).toBe(0)
    expect(suppressions).toContainEqual({ reason: 'left', addresses: null })
    expect(suppressions).toContainEqual({ reason: 'bounced', addresses: 0 })
  })
})
