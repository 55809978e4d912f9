import { useId } from 'react'

/** The mark: two posts, and light that widens between them. */
export function Mark({ size = 32 }: { readonly size?: number }) {
  const light = useId()
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <linearGradient id={light} x1="0" y1="0" x2="0" y2="1">
        <stop stopColor="#2A6F86" />
        <stop offset=".5" stopColor="#4FA3A6" />
        <stop offset=".8" stopColor="#B9D9BF" />
        <stop offset="1" stopColor="#F0BE62" />
      </linearGradient>
      <path fill="currentColor" d="M6 5h2.5v22H6zM23.5 5H26v22h-2.5z" />
      <path fill={`url(#${light})`} d="M8.5 5 23.5 27H14z" />
    </svg>
  )
}
