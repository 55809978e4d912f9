import type { ReactElement } from 'react'
import { render as renderReact } from 'react-email'
import type { LetterInput, LetterKind, MailTemplates, SlotValues } from '#domain/mail-template'
import { confirmSubscriptionText } from './confirm-subscription-text.ts'
import { ConfirmSubscription } from './confirm-subscription.tsx'
import { observanceText } from './observance-text.ts'
import { Observance } from './observance.tsx'
import { preferencesLinkText } from './preferences-link-text.ts'
import { PreferencesLink } from './preferences-link.tsx'
import { refuseMarks, slotMarks, splitAtMarks } from './slot-marks.ts'
import { wordsIn } from './words.ts'

type LetterTemplate = {
  readonly Html: (props: LetterInput & { readonly values: SlotValues }) => ReactElement
  readonly text: (input: LetterInput, values: SlotValues) => string
}

const letterTemplates: Readonly<Record<LetterKind, LetterTemplate>> = {
  observance: { Html: Observance, text: observanceText },
  'issue-brief': { Html: Observance, text: observanceText },
  'un-resolution': { Html: Observance, text: observanceText },
  event: { Html: Observance, text: observanceText },
  'action-alert': { Html: Observance, text: observanceText },
  correction: { Html: Observance, text: observanceText },
}

// What React leaves behind for a page that it would wake up in a browser. Text never looks like it: its `<` is escaped.
async function render(mail: ReactElement): Promise<string> {
  return (await renderReact(mail)).replaceAll(/<!--[^>]*-->/g, '')
}

/** The mails of Northlight. The same input always gives the same bytes. */
export const mailTemplates: MailTemplates = {
  async compileLetter(input) {
    refuseMarks(input)
    const { Html, text } = letterTemplates[input.kind]
    const t = wordsIn[input.locale]
    return {
      locale: input.locale,
      subject: input.content.subject,
      html: splitAtMarks(await render(<Html {...input} values={slotMarks} />)),
      text: splitAtMarks(text(input, slotMarks)),
      greeting: {
        anonymous: t('letter.greeting.anonymous'),
        named: t('letter.greeting.named', { name: '{name}' }),
      },
    }
  },

  async renderConfirmation(input) {
    return {
      subject: wordsIn[input.locale]('confirmation.subject'),
      html: await render(<ConfirmSubscription {...input} />),
      text: confirmSubscriptionText(input),
    }
  },

  async renderPreferencesLink(input) {
    return {
      subject: wordsIn[input.locale]('preferencesLink.subject'),
      html: await render(<PreferencesLink {...input} />),
      text: preferencesLinkText(input),
    }
  },
}
