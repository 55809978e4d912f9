import type { Child } from 'hono/jsx'

/** One thing said or asked, on a card that lies on the sky. */
export function Moment({ title, children }: { title: string; children?: Child }) {
  return (
    <main class="moment" id="main">
      <div class="card">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
