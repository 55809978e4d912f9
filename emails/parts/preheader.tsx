// What a list of mails shows behind the subject, a wide list shows some more of it.
const shownMax = 140

// U+034F joins nothing and is not seen, and keeps the spaces around it from falling together.
const filler = '\u034f '

/** What a list of mails shows behind the subject, and nothing of the letter after it. */
export function Preheader({ children }: { readonly children: string }) {
  return (
    <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>
      {children + filler.repeat(Math.max(0, shownMax - children.length))}
    </div>
  )
}
