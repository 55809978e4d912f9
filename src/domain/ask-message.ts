import { z } from 'zod'
import { limits } from './limits.ts'
import { plainLine } from './plain-text.ts'
import { isSoundSoFar } from './sound-so-far.ts'

/** A message that a reader may send to somebody who decides, in one language: to copy, or to open as a mail. */
export const askMessageSchema = z
  .strictObject({
    subject: plainLine(120).pipe(z.string().min(1)),
    /** The text, paragraph by paragraph. It names no person and asks for none to be named. */
    text: z
      .array(plainLine(600).pipe(z.string().min(1)))
      .min(1)
      .max(10),
  })
  .refine((message) => mailtoUrl(message).length <= limits.mailtoLengthMax, {
    path: ['text'],
    params: { code: 'message-too-long' },
    when: isSoundSoFar,
  })

export type AskMessage = z.infer<typeof askMessageSchema>

/**
 * The message as a link that opens a mail program, with the address left for the reader to fill in (RFC 6068). A
 * Hangul syllable takes nine of its characters.
 */
export function mailtoUrl({ subject, text }: { readonly subject: string; readonly text: readonly string[] }): string {
  return `mailto:?subject=${encode(subject)}&body=${encode(text.join('\r\n\r\n'))}`
}

// RFC 6068 allows these signs, but programs that look for links in a text end one at them.
function encode(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
