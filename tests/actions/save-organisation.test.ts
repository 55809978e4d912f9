import { beforeEach, describe, expect, test } from 'vitest'
import { readOrganisation } from '#actions/read-organisation'
import { saveOrganisation } from '#actions/save-organisation'
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
