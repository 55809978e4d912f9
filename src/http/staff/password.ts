/** NIST SP 800-63B asks for a long minimum rather than for rules of composition; the maximum bounds the work of hashing. */
export const passwordLength = { min: 12, max: 128 } as const

/** Fewer different characters than this is a pattern of the keyboard, whatever its length. */
const differentCharactersMin = 6

export type PasswordFault = 'password-too-short' | 'password-too-long' | 'password-too-plain'

/** What is wrong with a new password; null for one that may be used. */
export function passwordFault(password: string, email: string): PasswordFault | null {
  if (password.length < passwordLength.min) return 'password-too-short'
  if (password.length > passwordLength.max) return 'password-too-long'
  const mailbox = email.split('@')[0]?.toLowerCase() ?? ''
  const isOwnAddress = mailbox.length >= 4 && password.toLowerCase().includes(mailbox)
  return isOwnAddress || new Set(password).size < differentCharactersMin ? 'password-too-plain' : null
}
