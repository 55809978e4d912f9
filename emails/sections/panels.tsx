import type { LetterPanels } from '#domain/mail-template'
import type { Panel } from '#domain/panel'
import { BoxedPanel, NightPanel } from '../parts/panel-view.tsx'
import { plainPanel } from '../plain-panel.ts'
import type { LetterSection } from './section.ts'

/** How it ended; where that is still open, what is expected, as quietly as it is uncertain. */
export const decision: LetterSection = {
  Html: ({ locale, decision: decided, outline }) => {
    const panel = outline.panels.decision
    if (panel === null) return null
    if (decided === null) return <BoxedPanel locale={locale} panel={panel} above={0} below={28} />
    return (
      <>
        <NightPanel locale={locale} panel={panel} />
        <Gap />
      </>
    )
  },
  text: ({ outline }) => textOf(outline.panels.decision),
}

/** What the letter invites to. */
export const event: LetterSection = boxed('event', { above: 12, below: 20 })

/** Which letter is corrected. */
export const corrects: LetterSection = boxed('corrects', { above: 0, below: 28 })

/** A message that the reader may send. */
export const message: LetterSection = boxed('message', { above: 28, below: 0 })

function boxed(name: keyof LetterPanels, space: { readonly above: number; readonly below: number }): LetterSection {
  return {
    Html: ({ locale, outline }) => {
      const panel = outline.panels[name]
      return panel === null ? null : <BoxedPanel locale={locale} panel={panel} {...space} />
    },
    text: ({ outline }) => textOf(outline.panels[name]),
  }
}

function textOf(panel: Panel | null): string[] {
  return panel === null ? [] : [plainPanel(panel)]
}

// Text begins with some distance from the dark block.
function Gap() {
  return (
    <tr>
      <td height="36" style={{ lineHeight: '36px', fontSize: 0 }}>
        &nbsp;
      </td>
    </tr>
  )
}
