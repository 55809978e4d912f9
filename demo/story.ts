import { join } from 'node:path'
import { z } from 'zod'
import { organisation, readers, staff } from './cast.ts'
import { checkLanguage, checkLinks, checkProof, type ReadLetter } from './check-letter.ts'
import { checkNoAddress } from './check-no-address.ts'
import { findDatabase } from './data-directory.ts'
import { demand } from './demo-failure.ts'
import { followSending, readAccount } from './follow-sending.ts'
import { invite, joinStaff, type Employee } from './join-staff.ts'
import { leaveByOneClick } from './leave-list.ts'
import { wordOfThanks, type PlannedCampaign } from './letters.ts'
import { planCalendar, takePlaybookLetter } from './playbook-letter.ts'
import {
  approveCampaign,
  countAudience,
  draftCampaign,
  submitCampaign,
  tryOwnApproval,
  type ApprovedCampaign,
} from './prepare-campaign.ts'
import { answerLetter } from './sample/answer-letter.ts'
import { fillOffice } from './sample/fill-office.ts'
import { layOutCampaigns } from './sample/lay-out-campaigns.ts'
import { correctPressNote, sendPressNote } from './sample/press-note.ts'
import { reportForgeries } from './sample/report-forgeries.ts'
import { sampleCount, samplePrefix, sampleReaders } from './sample-readers.ts'
import type { Mailbox } from './mailbox.ts'
import { nothing } from './staff-desk.ts'
import type { Stage } from './stage.ts'
import { confirmReaders, sentence, subscribeReaders, type ConfirmedReader } from './subscribe-readers.ts'
import { waitFor } from './wait.ts'

/** Everybody who works at the organisation. */
export type Team = Readonly<Record<keyof typeof staff, Employee>>

/** How the story ended. */
export type Ending = {
  readonly team: Team
  readonly campaign: ApprovedCampaign
  /** The first campaign's letters, as they lie in the mailbox. */
  readonly letters: readonly ReadLetter[]
  /** Readers who subscribed on the form. */
  readonly subscribed: number
  readonly confirmed: number
  /** Letters of the first campaign that were accepted, and those that were not. */
  readonly sent: number
  readonly failed: number
  readonly unsubscribed: number
}

type Setting = {
  readonly dataDirectory: string
  /** Where mail about letters is taken. */
  readonly returnsPort: number
  readonly inviteAdministrator: () => Promise<string>
}

const people = Object.values(readers)

const importedSchema = z.object({
  imported: z.number(),
  known: z.number(),
  suppressed: z.number(),
  refused: z.array(z.unknown()),
})

/**
 * Plays the whole story over HTTP, as the people in it would, and then searches what it left behind for addresses.
 * @throws DemoFailure at the first thing that is not as promised
 */
export async function playStory(
  stage: Stage,
  { dataDirectory, returnsPort, inviteAdministrator }: Setting,
): Promise<Ending> {
  const { narrator } = stage
  const year = stage.now().toZonedDateTimeISO(organisation.timeZone).year

  narrator.chapter('An organisation begins')
  const team = await beginOrganisation(stage, await inviteAdministrator())

  narrator.chapter('Three people subscribe')
  await subscribeReaders(stage, people)
  const confirmed = await confirmReaders(stage, people)

  narrator.chapter('A list from elsewhere is taken over')
  await importSamples(stage, team.administrator)

  narrator.chapter('The year is planned')
  await planCalendar(stage, team.editor)

  narrator.chapter('A brief for the press is approved')
  const pressNote = await sendPressNote(stage, team)

  narrator.chapter('A letter comes from its playbook and is approved')
  const campaign = await approveLetter(stage, team, await takePlaybookLetter(stage, team.editor), {
    editorTriesToApprove: true,
  })

  narrator.chapter('The letter is sent')
  const [{ accepted, failed }] = await Promise.all([
    followSending(stage, team.approver, campaign),
    fillDesks(stage, team),
  ])

  narrator.chapter('Three letters are read')
  const letters = await readLetters(stage, confirmed, campaign)

  narrator.chapter('One reader leaves')
  const unsubscribed = await leave(stage, team, campaign, letters)

  narrator.chapter('Readers answer')
  await Promise.all([
    answerLetter(stage, { administrator: team.administrator, campaign, returnsPort }),
    reportForgeries(stage, team.editor, campaign),
  ])
  await correctPressNote(stage, team, pressNote)

  narrator.chapter('A second letter goes to everyone')
  await sendSecond(stage, team, wordOfThanks(year), confirmed)

  narrator.chapter('Nothing holds an address')
  await searchEverything(stage, dataDirectory)

  return {
    team,
    campaign,
    letters,
    subscribed: people.length,
    confirmed: confirmed.length,
    sent: accepted,
    failed,
    unsubscribed,
  }
}

async function beginOrganisation(stage: Stage, link: string): Promise<Team> {
  const { narrator } = stage
  narrator.tell('A command on the server has printed a link that works once.')
  const administrator = await joinStaff(stage, staff.administrator, link)
  narrator.tell(
    `${administrator.name} has accepted it as the first administrator, signed in, and set up an authenticator app.`,
  )
  await administrator.desk.send({ method: 'PUT', path: '/api/organisation', body: organisation }, nothing)
  narrator.tell(`The organisation is described: ${organisation.name.en}, ${organisation.name.ko}.`)
  const editor = await joinStaff(stage, staff.editor, await invite(administrator, staff.editor))
  const approver = await joinStaff(stage, staff.approver, await invite(administrator, staff.approver))
  const translator = await joinStaff(stage, staff.translator, await invite(administrator, staff.translator))
  narrator.tell(`${editor.name}, ${approver.name} and ${translator.name} have joined by links of their own.`)
  return { administrator, editor, approver, translator }
}

/** While a letter waits for its hour, what other days of the same office leave behind is made side by side with it. */
async function fillDesks(stage: Stage, team: Team): Promise<void> {
  await fillOffice(stage, team.administrator)
  await layOutCampaigns(stage, team)
}

async function importSamples({ narrator, now }: Stage, administrator: Employee): Promise<void> {
  const body = { source: 'Sample readers, made up by the demo', rows: sampleReaders(sampleCount, now()) }
  const result = await administrator.desk.send(
    { method: 'POST', path: '/api/subscribers/import', body },
    importedSchema,
  )
  demand(result.imported === sampleCount, `${result.imported} of ${sampleCount} sample readers were imported.`)
  narrator.tell(
    `${administrator.name} has imported ${result.imported} made-up readers; ${result.refused.length} rows were refused.`,
  )
}

async function approveLetter(
  stage: Stage,
  { editor, approver }: Team,
  { id, planned }: { id: string; planned: PlannedCampaign },
  { editorTriesToApprove }: { editorTriesToApprove: boolean },
): Promise<ApprovedCampaign> {
  const dueAt = await submitCampaign(stage, editor, { id })
  if (editorTriesToApprove) await tryOwnApproval(stage, editor, { id })
  return approveCampaign(stage, approver, { id, dueAt, planned })
}

async function readLetters(
  stage: Stage,
  confirmed: readonly ConfirmedReader[],
  campaign: ApprovedCampaign,
): Promise<ReadLetter[]> {
  const { narrator, mailbox } = stage
  const letters: ReadLetter[] = []
  for (const reader of confirmed) {
    const letter = { reader, mail: await mailbox.await(`The letter for ${reader.called}`, reader.address, 2) }
    checkLanguage(letter, campaign)
    const links = await checkLinks(stage, letter)
    await checkProof(stage, letter, campaign)
    letters.push(letter)
    const language = reader.locale === 'ko' ? 'Korean' : 'English'
    narrator.tell(`${sentence(reader.called)}: “${letter.mail.subject}”, ${language} throughout.`)
    narrator.tell(`  ${links} links to us work, the phrase is theirs, and the code ${campaign.code} verifies.`)
  }
  return letters
}

async function leave(
  stage: Stage,
  { approver }: Team,
  campaign: ApprovedCampaign,
  letters: readonly ReadLetter[],
): Promise<number> {
  const before = await countAudience(approver, campaign)
  demand(before === campaign.audienceSize, 'Opening the links of the letters has changed who is on the list.')
  const letter = letters.find(({ reader }) => reader.called === readers.london.called)
  demand(letter !== undefined, 'The reader in London got no letter.')
  const { called, language } = letter.reader
  await leaveByOneClick(stage, { called, language, mail: letter.mail })
  stage.narrator.tell(`${sentence(letter.reader.called)} has left, by one POST of their mail program.`)
  const { left } = await readAccount(approver, campaign)
  demand(left === 1, `After one reader left, the report says ${left}.`)
  stage.narrator.tell(`The report counts ${left} who left.`)
  return 1
}

async function sendSecond(
  stage: Stage,
  team: Team,
  planned: PlannedCampaign,
  confirmed: readonly ConfirmedReader[],
): Promise<void> {
  const { id } = await draftCampaign(stage, team.editor, planned)
  const campaign = await approveLetter(stage, team, { id, planned }, { editorTriesToApprove: false })
  await followSending(stage, team.approver, campaign)
  for (const { called, address, locale } of confirmed) {
    const subjects = (await stage.mailbox.read(address)).map(({ subject }) => subject)
    const hasLeft = called === readers.london.called
    const count = subjects.filter((subject) => subject === campaign.contents[locale]?.subject).length
    demand(subjects.length === (hasLeft ? 2 : 3), `${sentence(called)} has ${subjects.length} mails in all.`)
    demand(count === (hasLeft ? 0 : 1), `${sentence(called)} got the second letter ${count} times.`)
    stage.narrator.tell(`${sentence(called)} ${hasLeft ? 'did not get' : 'got'} it${hasLeft ? '.' : ', once.'}`)
  }
}

async function searchEverything({ narrator, mailbox: inbox, signal }: Stage, dataDirectory: string): Promise<void> {
  const { url, cluster } = await findDatabase(dataDirectory)
  const mailbox = join(dataDirectory, 'mailbox')
  const addresses = [...people.map(({ address }) => address), samplePrefix]
  const { tables, files, bytes, places } = await checkNoAddress({
    addresses,
    databaseUrl: url,
    directories: cluster.startsWith(dataDirectory) ? [dataDirectory] : [dataDirectory, cluster],
    except: [mailbox],
  })
  demand(places.length === 0, `An address was found in ${places.join(', ')}.`)
  const megabytes = Math.round(bytes / 1024 / 1024)
  narrator.tell(`Searched ${tables} tables, ${files} files, ${megabytes} MB: no address.`)
  // A search that finds nothing anywhere proves nothing.
  const { toReaders, withAddress } = await waitFor(
    'A mailbox to which nobody writes',
    () => searchMailbox(inbox, mailbox, addresses),
    { signal, withinSeconds: 60, everyMilliseconds: 200 },
  )
  demand(
    withAddress === toReaders,
    `The search finds an address in ${withAddress} mails, and ${toReaders} are to readers, whose own they are.`,
  )
  narrator.tell(
    `The same search finds one in each of the ${toReaders} mails to readers, whose own they are, and in none to the staff.`,
  )
}

/** Null where the staff has got another mail meanwhile, so that what is counted and what is searched are not the same. */
async function searchMailbox(
  inbox: Mailbox,
  directory: string,
  addresses: readonly string[],
): Promise<{ toReaders: number; withAddress: number } | null> {
  const countForStaff = async (): Promise<number> => {
    const mails = await Promise.all(Object.values(staff).map(({ address }) => inbox.read(address)))
    return mails.flat().length
  }
  const before = await countForStaff()
  const search = { addresses, databaseUrl: null, directories: [directory], except: [join(directory, 'tmp')] }
  const { files, places } = await checkNoAddress(search)
  return (await countForStaff()) === before ? { toReaders: files - before, withAddress: places.length } : null
}
