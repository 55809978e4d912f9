import type { Child } from 'hono/jsx'
import type { Trust } from '#actions/read-trust'
import type { Letterhead } from '#domain/mail-template'
import { ContactLink } from '../parts/contact-link.tsx'
import { TrustPage, TrustSection } from '../parts/trust-page.tsx'
import type { Visit } from '../visit.ts'

type ImprintProps = { readonly visit: Visit; readonly letterhead: Letterhead; readonly trust: Trust }

/** Who stands behind the letters, as far as they have said. */
export function ImprintPage({ visit, letterhead, trust: { imprint } }: ImprintProps) {
  const { words, locale } = visit
  const { page } = words
  const isNamed = letterhead.contactAddress !== ''
  return (
    <TrustPage title={page('imprint.title')} lead={page(isNamed ? 'imprint.lead' : 'imprint.unsaid')}>
      {isNamed && (
        <section>
          <dl>
            <Row term={page('imprint.name')}>{letterhead.name[locale]}</Row>
            <Row term={page('imprint.legalName')}>{imprint?.legalName?.[locale]}</Row>
            <Row term={page('imprint.address')}>{letterhead.postalAddress[locale]}</Row>
            <Row term={page('imprint.responsible')}>{imprint?.responsible?.[locale]}</Row>
            <Row term={page('imprint.mail')}>
              <ContactLink address={letterhead.contactAddress} />
            </Row>
            <Row term={page('imprint.country')}>{imprint?.hostingCountry?.[locale]}</Row>
          </dl>
        </section>
      )}
      <TrustSection title={page('imprint.softwareTitle')}>
        <p>{page('imprint.software')}</p>
      </TrustSection>
    </TrustPage>
  )
}

/** One line; none where nothing was said. */
function Row({ term, children }: { term: string; children?: Child }) {
  if (children === undefined) return null
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
