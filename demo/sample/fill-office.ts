import { z } from 'zod'
import { invite, type Employee } from '../join-staff.ts'
import type { Stage } from '../stage.ts'

const idSchema = z.object({ id: z.uuid() })

/** Names and details that must never be printed; invented, like everybody in the demo. */
const watched = [
  { text: 'Seo Example-jin', note: 'Asked us in spring to be left out of every letter.' },
  { text: '한예시', note: '가족의 부탁으로 싣지 않습니다.' },
  { text: 'the blue gate by the mill', note: 'Would tell where somebody lives.' },
] as const

/** Leaves an office in the middle of its work: open invitations, a key for a program, names to be kept out of print. */
export async function fillOffice({ narrator }: Stage, administrator: Employee): Promise<void> {
  const { desk, name } = administrator
  await invite(administrator, { role: 'translator' })
  await invite(administrator, { role: 'editor' })
  await desk.send({ method: 'POST', path: '/api/api-keys', body: websiteKey }, z.unknown())
  for (const body of watched) await desk.send({ method: 'POST', path: '/api/watch-list', body }, idSchema)
  narrator.tell(`${name} has invited two more, made a key for the website, and named what must never be printed.`)
}

const websiteKey = { name: 'Website', scopes: ['create-campaign', 'write-campaign'], days: 90 }
