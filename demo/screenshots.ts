import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '#runtimes/project-root'
import { createNarrator } from './narrator.ts'
import { takePictures } from './take-pictures.ts'
import { openTheatre } from './theatre.ts'

const chromium = process.env['CHROMIUM']
if (!chromium) throw new Error('CHROMIUM: there is no Chromium here. Install it, or name where it is.')

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => stop.abort(new Error('It was interrupted.')))

const dataDirectory = join(projectRoot(), '.data/screenshots')
const narrator = createNarrator(process.stdout)
await using theatre = await openTheatre(dataDirectory, { narrator, stop })
const ending = await theatre.play()
narrator.chapter('Pictures are taken')
const directory = join(dataDirectory, 'pictures')
const readmeDirectory = process.argv.includes('--readme') ? join(projectRoot(), 'docs/images') : null
await mkdir(directory, { recursive: true })
const names = await takePictures({ chromium, publicUrl: theatre.publicUrl, directory, readmeDirectory, ending })
narrator.tell(`${names.length} pictures lie in ${directory}.`)
