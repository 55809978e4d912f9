import type { LetterMatter } from './mail-template.ts'
import { createPanel, type Panel, type PanelVoice } from './panel.ts'

/** Which letter is corrected, and where it can be read with the correction. */
export function correctionPanel(
  { title, sentOn, url }: NonNullable<LetterMatter['corrects']>,
  { word, day }: PanelVoice,
): Panel {
  return createPanel({
    heading: word('correction.title'),
    paragraphs: [word('correction.of', { title, day: day(sentOn) })],
    links: [{ label: word('correction.read'), url }],
  })
}
