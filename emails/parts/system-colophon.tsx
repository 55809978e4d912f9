import type { Letterhead } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { Colophon } from './colophon.tsx'
import { Paragraph } from './paragraph.tsx'
import { BelowSheet } from './sheet.tsx'

type SystemColophonProps = {
  readonly locale: Locale
  readonly letterhead: Letterhead
  readonly why: string
  readonly privacyUrl: string
}

/** The end of every mail outside of a campaign: why it came, who writes, and what we never do. */
export function SystemColophon({ locale, letterhead, why, privacyUrl }: SystemColophonProps) {
  const t = wordsIn[locale]
  return (
    <BelowSheet>
      <Colophon locale={locale} letterhead={letterhead} why={why} choices={[{ label: t('privacy'), url: privacyUrl }]}>
        <Paragraph locale={locale} as="small" ink="ink2" above={12}>
          {t('system.promise')}
        </Paragraph>
      </Colophon>
    </BelowSheet>
  )
}
