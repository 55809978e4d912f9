import { Fragment, type CSSProperties } from 'react'
import type { Locale } from '#domain/locale'
import type { Panel } from '#domain/panel'
import { DetailRow } from './detail-row.tsx'
import { joinParticles } from './hangul.ts'
import { MailButton } from './mail-button.tsx'
import { MailLink } from './mail-link.tsx'
import { NightBlock } from './night-block.tsx'
import { Paragraph } from './paragraph.tsx'
import { SheetRow } from './sheet.tsx'
import { Table } from './table.tsx'
import { SectionTitle } from './title.tsx'
import { colours, space, strong, typeOf } from './style.ts'

type PanelProps = { readonly locale: Locale; readonly panel: Panel }

/** A panel as a quiet box within the margins of the sheet. */
export function BoxedPanel({ locale, panel, above, below }: PanelProps & { above: number; below: number }) {
  const { heading, rows, paragraphs, button, links, note } = panel
  return (
    <SheetRow above={above} below={below}>
      <Table>
        <tr>
          <td className="sunk" style={{ padding: '24px', borderRadius: '6px', backgroundColor: colours.paper }}>
            <SectionTitle locale={locale} as="subheading" below={paragraphs.length + rows.length === 0 ? 0 : 12}>
              {joinParticles(heading, locale)}
            </SectionTitle>
            <PanelRows locale={locale} rows={rows} />
            {paragraphs.map((paragraph, index) => (
              <Paragraph key={index} locale={locale} as="figureText" above={index === 0 ? 0 : 10}>
                {joinParticles(paragraph, locale)}
              </Paragraph>
            ))}
            {button === null ? null : (
              <div style={{ margin: space(16, 8) }}>
                <MailButton locale={locale} href={button.url}>
                  {button.label}
                </MailButton>
              </div>
            )}
            {links.length === 0 ? null : (
              <div className="choices" style={typeOf('choice', locale)}>
                {links.map(({ label, url }) => (
                  <Fragment key={url}>
                    <MailLink href={url}>{label}</MailLink>
                    {'\u2002'}
                  </Fragment>
                ))}
              </div>
            )}
            {note === null ? null : (
              <Paragraph locale={locale} as="small" ink="ink2" above={4}>
                {note}
              </Paragraph>
            )}
          </td>
        </tr>
      </Table>
    </SheetRow>
  )
}

/** A panel across the whole sheet in the night block, as key figures stand. */
export function NightPanel({ locale, panel: { heading, subject, tally, rows } }: PanelProps) {
  return (
    <NightBlock>
      <h2
        className="headline"
        style={{ ...typeOf('result', locale), margin: space(0, subject === null ? 18 : 8), color: colours.onNight }}
      >
        {heading}
      </h2>
      {subject === null ? null : (
        <p style={{ ...typeOf('keyLabel', locale), margin: space(0, 20), color: colours.onNight2 }}>
          {joinParticles(subject, locale)}
        </p>
      )}
      {tally.length === 0 ? null : (
        <Table width={null} style={{ marginBottom: '16px' }}>
          <tr>
            {tally.map(({ count, label }) => (
              <td key={label} valign="top" style={{ paddingRight: '28px' }}>
                <p style={{ ...typeOf('tally', locale), margin: 0, color: colours.onNight }}>{count}</p>
                <p style={{ ...typeOf('detailName', locale), margin: 0, color: colours.onNight3 }}>{label}</p>
              </td>
            ))}
          </tr>
        </Table>
      )}
      <PanelRows locale={locale} rows={rows} onNight />
    </NightBlock>
  )
}

function PanelRows({ locale, rows, onNight = false }: Pick<Panel, 'rows'> & { locale: Locale; onNight?: boolean }) {
  if (rows.length === 0) return null
  const linkStyle: CSSProperties | undefined = onNight ? { color: colours.onNightLink } : undefined
  return (
    <Table width={null}>
      {rows.map(({ label, value, url }) => (
        <DetailRow
          key={label}
          locale={locale}
          name={label}
          onNight={onNight}
          style={{ ...(onNight ? {} : strong[locale]), overflowWrap: 'anywhere', paddingBottom: '8px' }}
        >
          {url === null ? (
            joinParticles(value, locale)
          ) : (
            <MailLink href={url} style={linkStyle}>
              {value}
            </MailLink>
          )}
        </DetailRow>
      ))}
    </Table>
  )
}
