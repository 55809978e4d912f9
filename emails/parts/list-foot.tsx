import type { Locale } from '#domain/locale'
import type { Letterhead } from '#domain/mail-template'
import { wordsIn } from '../words.ts'
import { Colophon } from './colophon.tsx'
import { Paragraph } from './paragraph.tsx'
import { ProofPanel } from './proof-panel.tsx'
import { BelowSheet } from './sheet.tsx'

type ListFootProps = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  /** Why the reader gets this mail. */
  readonly why: string
  /** The code of the letter; null for a mail that has none. */
  readonly code: string | null
  readonly phrase: string
  readonly urls: Readonly<Record<'verify' | 'preferences' | 'unsubscribe' | 'archive' | 'privacy', string>>
}

/** What every mail to the list ends with, below its sheet: what proves it, and everything of the colophon. */
export function ListFoot({ locale, letterhead, why, code, phrase, urls }: ListFootProps) {
  const t = wordsIn[locale]
  return (
    <BelowSheet>
      <ProofPanel locale={locale} code={code} phrase={phrase} verifyUrl={urls.verify} />
      <Colophon
        locale={locale}
        letterhead={letterhead}
        why={why}
        choices={[
          { label: t('choices.preferences'), url: urls.preferences },
          { label: t('choices.unsubscribe'), url: urls.unsubscribe },
          { label: t('choices.archive'), url: urls.archive },
          { label: t('privacy'), url: urls.privacy },
        ]}
      >
        <Paragraph locale={locale} as="small" ink="ink2" above={12}>
          {t('choices.forward')}
        </Paragraph>
      </Colophon>
    </BelowSheet>
  )
}
