const wide =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u
const invisible = /[\p{Mark}\u200b-\u200d\u2060]/u

/** Width of a text in columns of a fixed-width screen: a Hangul syllable counts two. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** The beginning of a text that is at most so many columns wide. */
export function cutToWidth(text: string, columns: number): string {
  let [cut, width] = ['', 0]
  for (const character of text) {
    width += characterWidth(character)
    if (width > columns) break
    cut += character
  }
  return cut
}

function characterWidth(character: string): number {
  if (invisible.test(character)) return 0
  return wide.test(character) ? 2 : 1
}
