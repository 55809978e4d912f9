/** The mark: two posts, and light widening between them. The posts take the colour of the text. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path fill="currentColor" d="M6 5h2.5v22H6zM23.5 5H26v22h-2.5z" />
      <path fill="url(#light)" d="M8.5 5 23.5 27H14z" />
    </svg>
  )
}

/** The gradient of the mark; stands once in a page, before its first mark. */
export function MarkLight() {
  return (
    <svg class="defs" width="0" height="0" aria-hidden="true">
      <linearGradient id="light" x1="0" y1="0" x2="0" y2="1">
        <stop stop-color="#2A6F86" />
        <stop offset=".5" stop-color="#4FA3A6" />
        <stop offset=".8" stop-color="#B9D9BF" />
        <stop offset="1" stop-color="#F0BE62" />
      </linearGradient>
    </svg>
  )
}

export function Tick() {
  return (
    <svg class="tick" viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">
      <path d="m4 10.5 4 4 8-9" />
    </svg>
  )
}

export function QuestionMark() {
  return (
    <svg class="question" viewBox="0 0 24 24" width="30" height="30" aria-hidden="true">
      <path d="M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z" />
    </svg>
  )
}

export function Arrow() {
  return <span aria-hidden="true"> →</span>
}
