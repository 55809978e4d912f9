/** Of a key event, what tells which key it was. */
type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>

/**
 * The key that a person means: the one that the browser names, and while a Hangul keyboard is on, the Latin letter that
 * the same key bears (`ㅓ` is `j`).
 */
export function pressedKey({ key, code, shiftKey }: KeyPress): string {
  const isHangul = key === 'Process' || /^\p{Script=Hangul}$/u.test(key)
  const meant = isHangul && /^Key[A-Z]$/.test(code) ? code.slice(3) : key
  return meant.length === 1 && !shiftKey ? meant.toLowerCase() : meant
}
