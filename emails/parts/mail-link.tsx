import type { CSSProperties, ReactNode } from 'react'
import { Link } from 'react-email'
import { colours } from './style.ts'

type MailLinkProps = {
  readonly href: string
  readonly ink?: 'link' | 'ink3'
  readonly lang?: string | undefined
  readonly style?: CSSProperties
  readonly children: ReactNode
}

/** A text link. It is always underlined: colour is never the only sign. */
export function MailLink({ href, ink = 'link', lang, style, children }: MailLinkProps) {
  return (
    <Link
      href={href}
      className={ink}
      lang={lang}
      style={{
        color: colours[ink],
        // The default of the library hides the line.
        textDecorationLine: undefined,
        textDecoration: 'underline',
        ...style,
      }}
    >
      {children}
    </Link>
  )
}

/** How an address on the web is shown: without its scheme. */
export function shownUrl(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '')
}
