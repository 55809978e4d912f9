import { beforeEach, describe, expect, test } from 'vitest'
import { changeOnRequest } from '#actions/change-on-request'
import { checkAuditChain } from '#actions/check-audit-chain'
import { listAuditEvents } from '#actions/list-audit-events'
import { lookUpSubscriber } from '#actions/look-up-subscriber'
import { addReader } from '../support/readers.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

const asked = { locale: 'ko', topics: ['un-watch'] } as const

describe('a reader who cannot use their own page', () => {
  test('gets the language and topics that they asked for, whatever the case of their address', async () => {
    const { world, team } = stage
    const { email } = await addReader(world, { locale: 'en', topics: ['days-of-remembrance'] })
    const typed = ` ${email.toUpperCase()}`
    expect(await changeOnRequest(world, { member: team.admin, email: typed, ...asked })).toEqual({ isChanged: true })
    const { subscription } = await lookUpSubscriber(world, { member: team.admin, email })
    expect(subscription).toMatchObject({ ...asked, timeZone: 'Europe/London' })
  })

  test('stands on the record by a keyed hash, also where there was nobody to change', async () => {
    const { world, team } = stage
    const member = team.admin
    const email = 'nobody@readers.example'
    expect(await changeOnRequest(world, { member, email, ...asked })).toEqual({ isChanged: false })
    const { events } = await listAuditEvents(world, { member, filter: { action: 'subscriber-changed' } })
    expect(events).toMatchObject([{ subject: expect.stringMatching(/^[0-9a-f]{64}$/), detail: { changed: 0 } }])
    expect(await checkAuditChain(world, { member })).toMatchObject({ brokenAt: null })
  })
})

describe('nothing is changed', () => {
  test.each([
    ['without a topic', [], 'topics-missing'],
    ['for a topic that is not on offer', ['gossip'], 'topic-unknown'],
  ])('%s', async (_, topics, code) => {
    const { world, team } = stage
    const { email } = await addReader(world, { locale: 'en' })
    const change = changeOnRequest(world, { member: team.admin, email, locale: 'ko', topics })
    await expect(change).rejects.toMatchObject({ code })
    const { subscription } = await lookUpSubscriber(world, { member: team.admin, email })
    expect(subscription).toMatchObject({ locale: 'en', topics: ['days-of-remembrance'] })
  })

  test('by anybody but an administrator', async () => {
    const { world, team } = stage
    const { email } = await addReader(world)
    const change = changeOnRequest(world, { member: team.approver, email, ...asked })
    await expect(change).rejects.toMatchObject({ code: 'role-missing' })
  })
})
