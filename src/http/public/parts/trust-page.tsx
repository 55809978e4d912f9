import type { Child } from 'hono/jsx'

/** A page of sections that says what can be relied on. */
export function TrustPage({ title, lead, children }: { title: string; lead: string; children?: Child }) {
  return (
    <main class="wrap trust" id="main">
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      {children}
    </main>
  )
}

/** One subject of such a page. */
export function TrustSection({ title, id, children }: { title: string; id?: string; children?: Child }) {
  return (
    <section id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
