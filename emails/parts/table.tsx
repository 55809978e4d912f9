import type { CSSProperties, ReactNode } from 'react'

type TableProps = {
  readonly className?: string
  /** As wide as what it stands in by default; null is as wide as what stands in it. */
  readonly width?: string | null
  readonly align?: 'center'
  readonly bgcolor?: string | undefined
  readonly style?: CSSProperties
  /** Rows. */
  readonly children: ReactNode
}

/** A table that only arranges: nothing in it is data, and its cells have no space of their own. */
export function Table({ width = '100%', children, ...attributes }: TableProps) {
  return (
    <table role="presentation" cellPadding="0" cellSpacing="0" width={width ?? undefined} {...attributes}>
      {children}
    </table>
  )
}
