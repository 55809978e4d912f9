import type { ReactElement } from 'react'
import { render as renderReact } from 'react-email'
import type { MailTemplates } from '#domain/mail-template'
import { addressChangeText } from './address-change-text.ts'
import { AddressChange } from './address-change.tsx'
import { addressNoticeText } from './address-notice-text.ts'
import { AddressNotice } from './address-notice.tsx'
import { confirmSubscriptionText } from './confirm-subscription-text.ts'
import { ConfirmSubscription } from './confirm-subscription.tsx'
import { digestText } from './digest-text.ts'
import { Digest } from './digest.tsx'
import { formatMonth } from './format-date.ts'
import { letterText } from './letter-text.ts'
import { Letter } from './letter.tsx'
import { outlineLetter } from './outline-letter.ts'
import { preferencesLinkText } from './preferences-link-text.ts'
import { PreferencesLink } from './preferences-link.tsx'
import { refuseMarks, slotMarks, splitAtMarks } from './slot-marks.ts'
import { staffNoticeText } from './staff-notice-text.ts'
import { StaffNotice } from './staff-notice.tsx'
import { wordsIn } from './words.ts'

// What React leaves behind for a page that it would wake up in a browser. Text never looks like it: its `<` is escaped.
async function render(mail: ReactElement): Promise<string> {
  return (await renderReact(mail)).replaceAll(/<!--[^>]*-->/g, '')
}

/** The mails of Northlight. The same input always gives the same bytes. */
export const mailTemplates: MailTemplates = {
  async compileLetter(input) {
    refuseMarks(input)
    const t = wordsIn[input.locale]
    const outline = outlineLetter(input)
    return {
      locale: input.locale,
      subject: input.content.subject,
      html: splitAtMarks(await render(<Letter {...input} values={slotMarks} />)),
      text: splitAtMarks(letterText({ ...input, values: slotMarks, outline })),
      panels: outline.panels,
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

  async renderAddressChange(input) {
    return {
      subject: wordsIn[input.locale]('addressChange.subject'),
      html: await render(<AddressChange {...input} />),
      text: addressChangeText(input),
    }
  },

  async renderAddressNotice(input) {
    return {
      subject: wordsIn[input.locale]('addressNotice.subject'),
      html: await render(<AddressNotice {...input} />),
      text: addressNoticeText(input),
    }
  },

  async renderDigest(input) {
    const { locale, month } = input
    return {
      subject: wordsIn[locale]('digest.subject', { month: formatMonth(month, locale) }),
      html: await render(<Digest {...input} />),
      text: digestText(input),
    }
  },

  async renderStaffNotice(input) {
    return {
      subject: wordsIn[input.locale]('staffNotice.subject', { count: input.notices.length }),
      html: await render(<StaffNotice {...input} />),
      text: staffNoticeText(input),
    }
  },

  markTest(subject, locale) {
    return wordsIn[locale]('test.subject', { subject })
  },
}
