import type { ApprovedMail } from '#database/approved-mail-queries'
import { finishBody } from '#domain/merge'
import { composeMails } from './compose-mails.ts'
import type { SealedRecipient } from './seal-delivery-batch.ts'
import type { World } from './world.ts'

type Composing = Pick<World, 'publicUrl' | 'inboundDomain' | 'references' | 'fingerprint'>

/**
 * A hash that stands for every byte of a batch's messages: it is another one as soon as one of them would be. It is made
 * of what each reader's message is made of, and of a message to nobody, which shows how messages are made: hashing the
 * same 25 kB for everyone would cost more than composing them.
 * @param recipients as they are sealed with the batch, in JSON: to look for keys to sort in each of them would cost the
 * most of it
 */
export function hashPayload(
  world: Composing,
  { batchId, approved, recipients }: { batchId: string; approved: ApprovedMail; recipients: string },
): string {
  return world.fingerprint([specimenOf(world, approved), batchId, recipients])
}

// Ends with the approval, which holds nothing personal, and with the world, which has the rest of it.
const specimens = new WeakMap<Composing, WeakMap<ApprovedMail, string>>()

/** The fingerprint of the messages to somebody who does not exist, in every language. */
function specimenOf(world: Composing, approved: ApprovedMail): string {
  const known = specimens.get(world) ?? new WeakMap<ApprovedMail, string>()
  specimens.set(world, known)
  const specimen = known.get(approved) ?? world.fingerprint(messagesToNobody(world, approved))
  known.set(approved, specimen)
  return specimen
}

const batchId = '00000000-0000-0000-0000-000000000000'

function messagesToNobody(world: Composing, approved: ApprovedMail): object[] {
  const mails = composeMails(world, { batchId, ...approved }, nobodyIn(approved))
  return mails.map((mail) => ({ ...mail, body: finishBody(mail.body) }))
}

function nobodyIn({ letters }: ApprovedMail): SealedRecipient[] {
  return [...letters.keys()].flatMap((locale) =>
    // With a name and without, and with every character that merging escapes.
    [null, specialCharacters].map((name, position) => ({
      position,
      to: 'nobody@example.org',
      locale,
      name,
      phrase: `phrase ${specialCharacters}`,
      unsubscribeToken: `unsubscribe-${specialCharacters}`,
      isTextOnly: false,
    })),
  )
}

const specialCharacters = `&<>"'`
