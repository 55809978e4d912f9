import type { Panel } from '#domain/panel'

/** A panel of a letter, as the mail printed it. */
export function PanelView({ panel }: { panel: Panel | null | undefined }) {
  if (!panel) return null
  const { heading, subject, tally, rows, paragraphs, button, links, note } = panel
  return (
    <section class="panel">
      <h2>{heading}</h2>
      {subject !== null && <p>{subject}</p>}
      {tally.length > 0 && (
        <ul class="tally">
          {tally.map(({ count, label }) => (
            <li>
              <span class="value">{count}</span> {label}
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <dl>
          {rows.map(({ label, value, url }) => (
            <div>
              <dt>{label}</dt>
              <dd>{url === null ? value : <a href={url}>{value}</a>}</dd>
            </div>
          ))}
        </dl>
      )}
      {paragraphs.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {button && (
        <a class="button" href={button.url}>
          {button.label}
        </a>
      )}
      {links.length > 0 && (
        <p class="ways">
          {links.map(({ label, url }) => (
            <a href={url}>{label}</a>
          ))}
        </p>
      )}
      {note !== null && <p class="small">{note}</p>}
    </section>
  )
}
