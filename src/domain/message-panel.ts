import { mailtoUrl, type AskMessage } from './ask-message.ts'
import { createPanel, type Panel, type PanelVoice } from './panel.ts'

/** A message to copy, and a link that opens it in the reader's own mail program. */
export function messagePanel(message: AskMessage, { word }: PanelVoice): Panel {
  return createPanel({
    heading: word('message.title'),
    rows: [{ label: word('message.subject'), value: message.subject, url: null }],
    paragraphs: message.text,
    links: [{ label: word('message.open'), url: mailtoUrl(message) }],
    note: word('message.note'),
  })
}
