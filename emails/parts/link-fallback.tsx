import type { Locale } from '#domain/locale'
import { wordsIn } from '../words.ts'
import { MailLink } from './mail-link.tsx'
import { Paragraph } from './paragraph.tsx'
import { monospace } from './style.ts'

/** The address of the button in full, for a client in which the button does not work. */
export function LinkFallback({ locale, url }: { readonly locale: Locale; readonly url: string }) {
  return (
    <>
      <Paragraph locale={locale} as="note" ink="ink2" above={28} below={4}>
        {wordsIn[locale]('button.fallback')}
      </Paragraph>
      <Paragraph locale={locale} as="small">
        <MailLink href={url} style={{ fontFamily: monospace, wordBreak: 'break-all' }}>
          {url}
        </MailLink>
      </Paragraph>
    </>
  )
}
