import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '#runtimes/project-root'
import { claimDataDirectory } from './data-directory.ts'
import { openMailbox } from './mailbox.ts'
import { createNarrator } from './narrator.ts'
import { startNorthlight } from './northlight-process.ts'
import { playStory } from './story.ts'
import { takePictures } from './take-pictures.ts'

const chromium = process.env['CHROMIUM']
if (!chromium) throw new Error('CHROMIUM: there is no Chromium here. Install it, or name where it is.')

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => stop.abort(new Error('It was interrupted.')))

const dataDirectory = join(projectRoot(), '.data/screenshots')
await claimDataDirectory(dataDirectory)
const narrator = createNarrator(process.stdout)
const northlight = await startNorthlight(dataDirectory, process.env)
try {
  const { signal } = stop
  void northlight.lost.then((failure) => stop.abort(failure))
  await northlight.untilReady(signal)
  const { publicUrl } = northlight
  const now = (): Temporal.Instant => Temporal.Now.instant()
  const stage = { publicUrl, mailbox: openMailbox(publicUrl, signal), narrator, now, signal }
  const { team } = await playStory(stage, {
    dataDirectory,
    inviteAdministrator: () => northlight.inviteAdministrator(signal),
  })
  narrator.chapter('Pictures are taken')
  const directory = join(dataDirectory, 'pictures')
  await mkdir(directory, { recursive: true })
  const names = await takePictures({ chromium, publicUrl, directory, person: team.administrator })
  narrator.tell(`${names.length} pictures lie in ${directory}.`)
} finally {
  await northlight.stop()
}
