import type { CSSProperties, ReactNode } from 'react'

type MailLinkProps = {
  readonly href: string
  readonly ink?: 'ink3'
  readonly lang?: string | undefined
  readonly style?: CSSProperties | undefined
  readonly children: ReactNode
}

/** A text link. It is always underlined: colour is never the only sign. */
export function MailLink({ ink, children, ...attributes }: MailLinkProps) {
  return (
    <a {...attributes} className={ink}>
      {children}
    </a>
  )
}

/** How an address on the web is shown: without its scheme. */
export function shownUrl(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '')
}
