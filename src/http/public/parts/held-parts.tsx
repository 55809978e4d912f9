import type { Child } from 'hono/jsx'

/** One part of what is held about a reader, and why it is kept for how long. */
export function Part({ title, kept, children }: { title: string; kept: string; children?: Child }) {
  return (
    <section class="set">
      <h2>{title}</h2>
      <div>
        {children}
        <p class="hint kept">{kept}</p>
      </div>
    </section>
  )
}

/** A thing and its value, in a list of both. */
export function Row({ label, children }: { label: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What happened or stands, one under the other; words where there is nothing. */
export function Entries({ none, children }: { none: string; children: Child[] }) {
  return children.length === 0 ? <p>{none}</p> : <ul class="held-list">{children}</ul>
}

/** One thing that happened or stands, and what is to be said of it. */
export function Entry({ what, when }: { what: Child; when: readonly (string | null)[] }) {
  const parts = when.filter((part) => part !== null)
  return (
    <li>
      <span class="held-what">{what}</span>
      {parts.length > 0 && <span class="hint">{parts.join(' · ')}</span>}
    </li>
  )
}
