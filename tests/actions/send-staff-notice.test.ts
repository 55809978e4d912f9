import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { chooseNoticeMail } from '#actions/choose-notice-mail'
import { planObservances } from '#actions/plan-observances'
import { jobOutbox, staff } from '#database/tables'
import { openPlanningOffice } from '../support/planning-office.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'

test('one run of planning is one mail to each member of staff, in their language, and a second run is none', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  const { world, team } = office
  await world.database.update(staff).set({ locale: 'ko' }).where(eq(staff.id, team.approver.id))
  await office.planOn('2026-06-30')
  const jobs = await world.database.select().from(jobOutbox)
  expect(jobs.flatMap(({ payload }) => Object.keys(payload)).toSorted()).toEqual([
    'mailingId',
    'mailingId',
    'mailingId',
    'staffId',
    'staffId',
    'staffId',
  ])
  const mailer = createRecordingMailer()
  expect(await runJobs(office.sendWith(mailer))).toEqual([])
  expect(mailer.accepted.map(({ to }) => to).toSorted()).toEqual(
    Object.values(team)
      .map(({ id }) => `${id}@staff.example`)
      .toSorted(),
  )
  const count = (await office.told()).length
  const korean = mailer.accepted.find(({ to }) => to === `${team.approver.id}@staff.example`)
  expect(korean?.subject).toBe(`일정 알림: 새 알림 ${count}건`)
  expect(korean?.text).toContain('북한이탈주민의 날, D−1')
  const english = mailer.accepted.find(({ to }) => to === `${team.editor.id}@staff.example`)
  expect(english?.subject).toBe(`Calendar: ${count} new notes`)
  expect(english?.text.replaceAll(/\s+/g, ' ')).toContain(
    'There is a draft for Tuesday 14 July 2026: “North Korean Defectors’ Day 2026”. Read it, check its facts and submit it',
  )
  await planObservances(world)
  await runJobs(office.sendWith(mailer))
  expect(mailer.accepted).toHaveLength(3)
})

test('whoever wants no notices by mail gets none, from the next mail on', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  const { world, team } = office
  await office.planOn('2026-06-30')
  await chooseNoticeMail(world, { member: team.editor, byMail: false })
  const mailer = createRecordingMailer()
  await runJobs(office.sendWith(mailer))
  await office.planOn('2026-07-01')
  await runJobs(office.sendWith(mailer))
  expect(mailer.accepted.map(({ to }) => to)).not.toContain(`${team.editor.id}@staff.example`)
  expect(mailer.accepted).toHaveLength(4)
})

test('a mail whose end nobody knows is not sent again', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  await office.planOn('2026-06-30')
  const mailer = createRecordingMailer()
  mailer.answers.push(failWith('unknown'))
  await runJobs(office.sendWith(mailer))
  await runJobs(office.sendWith(mailer))
  expect(mailer.calls).toHaveLength(3)
  expect(mailer.accepted).toHaveLength(2)
})

test('nothing of a reader is in a notice', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  const { email } = await addReader(office.world)
  const mailer = createRecordingMailer()
  await runJobs(office.sendWith(mailer))
  const before = mailer.accepted.length
  await office.planOn('2026-06-30')
  await runJobs(office.sendWith(mailer))
  const notices = mailer.accepted.slice(before)
  expect(notices).toHaveLength(3)
  expect(JSON.stringify(notices)).not.toContain(email)
})
