import type { Trust } from '#actions/read-trust'
import type { Letterhead } from '#domain/mail-template'
import { ContactLink } from '../parts/contact-link.tsx'
import { TrustPage, TrustSection } from '../parts/trust-page.tsx'
import type { Visit } from '../visit.ts'

type ContactProps = { readonly visit: Visit; readonly letterhead: Letterhead; readonly trust: Trust }

/** How to reach a person, and what needs none. */
export function ContactPage({ visit, letterhead, trust }: ContactProps) {
  const { words, locale, link } = visit
  const { page } = words
  const isNamed = letterhead.contactAddress !== ''
  return (
    <TrustPage title={page('contact.title')} lead={page(isNamed ? 'contact.lead' : 'contact.unsaid')}>
      {isNamed && (
        <>
          <TrustSection title={page('contact.mailTitle')}>
            <p>
              <ContactLink address={letterhead.contactAddress} />
            </p>
            <p>{page('contact.mailCaution')}</p>
          </TrustSection>
          <TrustSection title={page('contact.postTitle')}>
            <p>{`${letterhead.name[locale]}, ${letterhead.postalAddress[locale]}`}</p>
          </TrustSection>
        </>
      )}
      <TrustSection title={page('contact.fasterTitle')}>
        <ul class="points">
          {(['verify', 'preferences', 'privacy'] as const).map((name) => (
            <li>
              <a href={link(`/${name}`)}>{page(`contact.faster.${name}`)}</a>
            </li>
          ))}
        </ul>
      </TrustSection>
      <SecurityContact visit={visit} trust={trust} />
    </TrustPage>
  )
}

function SecurityContact({ visit: { words }, trust }: Omit<ContactProps, 'letterhead'>) {
  const { securityContact, imprint } = trust
  if (securityContact === null) return null
  return (
    <TrustSection title={words.page('contact.securityTitle')} id="security">
      <p>
        {words.page('contact.security')} <ContactLink address={securityContact} />
      </p>
      <ul class="points">
        {imprint?.encryptionKeyUrl && (
          <li>
            <a href={imprint.encryptionKeyUrl} rel="noreferrer">
              {words.page('contact.securityKey')}
            </a>
          </li>
        )}
        <li>
          <a href="/.well-known/security.txt">{words.page('contact.securityFile')}</a>
        </li>
      </ul>
    </TrustSection>
  )
}
