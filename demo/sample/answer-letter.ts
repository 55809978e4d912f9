import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import { returnsDomain } from '../cast.ts'
import { demand } from '../demo-failure.ts'
import { readAccount } from '../follow-sending.ts'
import type { Employee } from '../join-staff.ts'
import { leaveByOneClick } from '../leave-list.ts'
import type { ReceivedMail } from '../mailbox.ts'
import type { ApprovedCampaign } from '../prepare-campaign.ts'
import { sampleAddresses } from '../sample-readers.ts'
import type { Stage } from '../stage.ts'
import { waitFor } from '../wait.ts'
import { complaintAbout, deliveryReport } from './returned-mail.ts'

/** How many sample readers answer, each in a way of their own; with the one of the story 20 leave. */
const counts = { dead: 20, full: 10, complained: 10, left: 19 } as const

/** What staff do for readers who write to them. */
const asked = { left: 10, blocked: 2, erased: 2 } as const

/**
 * Has some of the sample readers answer a letter as readers do everywhere: mailboxes that are gone or full, people who
 * call it spam, and people who leave. Then staff do what others have asked them for by mail.
 */
export async function answerLetter(
  stage: Stage,
  {
    administrator,
    campaign,
    returnsPort,
  }: { administrator: Employee; campaign: ApprovedCampaign; returnsPort: number },
): Promise<void> {
  const readers = sampleAddresses('days-of-remembrance')
  const take = (count: number): string[] => readers.splice(0, count)
  const door = createTransport({ host: '127.0.0.1', port: returnsPort, ignoreTLS: true, pool: true, maxConnections: 4 })
  try {
    const dead = take(counts.dead).map((address) => bringBack(stage, door, { address, campaign, kind: 'dead' }))
    const full = take(counts.full).map((address) => bringBack(stage, door, { address, campaign, kind: 'full' }))
    const spam = take(counts.complained).map((address) => bringBack(stage, door, { address, campaign, kind: 'spam' }))
    await Promise.all([...dead, ...full, ...spam])
  } finally {
    door.close()
  }
  await Promise.all(take(counts.left).map((address) => leave(stage, { address, campaign })))
  await waitFor('The end of what comes back', () => areCounted(administrator, campaign), {
    signal: stage.signal,
    withinSeconds: 60,
    everyMilliseconds: 200,
  })
  stage.narrator.tell(
    `${counts.dead} mailboxes are gone, ${counts.full} full, ${counts.complained} readers complain, ${counts.left} more leave.`,
  )
  await doAsAsked(administrator)
  stage.narrator.tell(
    `${administrator.name} lets ${asked.left + asked.blocked} readers go who wrote, and erases ${asked.erased}.`,
  )
}

async function bringBack(
  stage: Stage,
  door: Transporter,
  { address, campaign, kind }: { address: string; campaign: ApprovedCampaign; kind: 'dead' | 'full' | 'spam' },
): Promise<void> {
  const mail = await letterTo(stage, { address, campaign })
  const bounceAddress = /<([^<>]+)>/.exec(mail.headers.get('return-path') ?? '')?.[1]
  demand(bounceAddress !== undefined, 'A letter to a sample reader says nothing of where it comes back.')
  const about = { address, bounceAddress }
  const to = kind === 'spam' ? `complaints@${returnsDomain}` : bounceAddress
  const raw = kind === 'spam' ? complaintAbout(about) : deliveryReport({ ...about, isDead: kind === 'dead' })
  await door.sendMail({ envelope: { from: '', to: [to] }, raw })
}

async function leave(
  stage: Stage,
  { address, campaign }: { address: string; campaign: ApprovedCampaign },
): Promise<void> {
  const mail = await letterTo(stage, { address, campaign })
  await leaveByOneClick(stage, { called: 'a sample reader', language: 'en', mail })
}

async function letterTo(
  { mailbox }: Stage,
  { address, campaign: { contents } }: { address: string; campaign: ApprovedCampaign },
): Promise<ReceivedMail> {
  const subjects = Object.values(contents).map((content) => content?.subject)
  const mail = (await mailbox.read(address)).find(({ subject }) => subjects.includes(subject))
  demand(mail !== undefined, 'A sample reader who is to answer the letter did not get it.')
  return mail
}

async function areCounted(watcher: Employee, campaign: ApprovedCampaign): Promise<true | null> {
  const { bouncedHard, bouncedSoft, complained, left } = await readAccount(watcher, campaign)
  const found = [bouncedHard, bouncedSoft, complained, left]
  const isWhole = found.join() === [counts.dead, counts.full, counts.complained, counts.left + 1].join()
  return isWhole || null
}

async function doAsAsked({ desk }: Employee): Promise<void> {
  const readers = sampleAddresses('press-and-partners')
  const tell = (path: string, body: object) => desk.send({ method: 'POST', path, body }, z.unknown())
  for (const email of readers.splice(0, asked.left)) await tell('/api/subscribers/end', { email, wish: 'left' })
  for (const email of readers.splice(0, asked.blocked)) await tell('/api/subscribers/end', { email, wish: 'blocked' })
  for (const email of readers.splice(0, asked.erased)) await tell('/api/subscribers/erase', { email })
}
