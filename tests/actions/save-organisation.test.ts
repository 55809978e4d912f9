import { beforeEach, describe, expect, test } from 'vitest'
import { readOrganisation } from '#actions/read-organisation'
import { saveOrganisation } from '#actions/save-organisation'
import { auditEvents } from '#database/tables'
import type { StaffMember } from '#domain/staff'
import { testOrganisation } from '../support/campaigns.ts'
import { addStaff } from '../support/staff.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let admin: StaffMember

beforeEach(async () => {
  testWorld = await createTestWorld()
  admin = await addStaff(testWorld.world, 'admin')
  return testWorld.close
})

function save(senderAddress: string, dkimDomain: string | null): Promise<void> {
  return saveOrganisation(
    { ...testWorld.world, dkimDomain },
    { member: admin, organisation: { ...testOrganisation, senderAddress } },
  )
}

describe('the sender’s address', () => {
  test.each([
    ['letters@news.example', 'news.example'],
    ['letters@news.example', 'News.Example'],
    ['letters@mail.news.example', 'news.example'],
    ['letters@anything.example', null],
  ])('%s is taken where mail is signed for %s', async (address, dkimDomain) => {
    await save(address, dkimDomain)
    expect((await readOrganisation(testWorld.world)).senderAddress).toBe(address)
  })

  test.each(['letters@news.example', 'letters@othernews.example.org', 'letters@example.org'])(
    '%s is refused where mail is signed for news.example.org, and nothing is saved',
    async (address) => {
      await expect(save(address, 'news.example.org')).rejects.toMatchObject({
        code: 'sender-domain-not-signed',
        field: 'senderAddress',
        detail: { domain: 'news.example.org' },
      })
      await expect(readOrganisation(testWorld.world)).rejects.toMatchObject({ code: 'organisation-incomplete' })
    },
  )
})

describe('what the pages say', () => {
  const settings = {
    imprint: {
      legalName: null,
      responsible: { en: 'Han Bom', ko: '한봄' },
      hostingCountry: null,
      securityContact: ' Security@News.Example ',
      encryptionKeyUrl: null,
    },
    embedOrigins: ['https://www.spring.example'],
    retention: { leaverDays: 3, deliveryMonths: 4 },
  }

  test('stays as it is where it is left out, and goes where it is cleared', async () => {
    const { world } = testWorld
    await saveOrganisation(world, { member: admin, organisation: { ...testOrganisation, ...settings } })
    await saveOrganisation(world, { member: admin, organisation: testOrganisation })
    expect(await readOrganisation(world)).toMatchObject({
      ...settings,
      imprint: { ...settings.imprint, securityContact: 'security@news.example' },
    })
    const cleared = { ...testOrganisation, imprint: null, embedOrigins: [] }
    await saveOrganisation(world, { member: admin, organisation: cleared })
    expect(await readOrganisation(world)).toMatchObject({
      imprint: null,
      embedOrigins: [],
      retention: settings.retention,
    })
  })

  test('is recorded: who may embed the form, and how long readers are kept', async () => {
    const { world } = testWorld
    await saveOrganisation(world, { member: admin, organisation: { ...testOrganisation, ...settings } })
    const events = await world.database.select().from(auditEvents).orderBy(auditEvents.id)
    expect(events.at(-1)).toMatchObject({
      actorId: admin.id,
      action: 'organisation-saved',
      detail: { embedOrigins: 'https://www.spring.example', leaverDays: 3, deliveryMonths: 4 },
    })
  })
})
