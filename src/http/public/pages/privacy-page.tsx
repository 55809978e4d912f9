import type { Carrier, Trust } from '#actions/read-trust'
import type { Letterhead } from '#domain/mail-template'
import { ContactLink } from '../parts/contact-link.tsx'
import { KeptRecords } from '../parts/kept-records.tsx'
import { TrustPage, TrustSection } from '../parts/trust-page.tsx'
import type { Visit } from '../visit.ts'

type PrivacyProps = { readonly visit: Visit; readonly letterhead: Letterhead; readonly trust: Trust }

/** Where a complaint can go, whatever we think of it. */
const authorities = {
  korea: 'https://privacy.kisa.or.kr',
  dispute: 'https://www.kopico.go.kr',
  europe: 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en',
} as const

/** What is asked of readers and done with it, as this deployment is set, and what they can ask in turn. */
export function PrivacyPage(props: PrivacyProps) {
  const { visit, letterhead, trust } = props
  const { page } = visit.words
  return (
    <TrustPage title={page('privacy.title')} lead={page('privacy.lead')}>
      <Publisher {...props} />
      <Plain visit={visit} subject="little" />
      <Plain visit={visit} subject="use" />
      <Plain visit={visit} subject="ground" />
      <TrustSection title={page('privacy.keptTitle')}>
        <KeptRecords visit={visit} retention={trust.retention} />
      </TrustSection>
      <TrustSection title={page('privacy.whereTitle')}>
        <p>{whereWords(props)}</p>
      </TrustSection>
      <Plain visit={visit} subject="keeping" />
      <TrustSection title={page('privacy.carriersTitle')}>
        {trust.carriers.map((carrier) => (
          <CarrierWords visit={visit} carrier={carrier} />
        ))}
        {trust.carriers.some(leavesTheMachine) && <p>{page('privacy.onlyCarriers')}</p>}
      </TrustSection>
      <Plain visit={visit} subject="sharing" />
      <Plain visit={visit} subject="tracking" />
      <Plain visit={visit} subject="stories" />
      <Rights visit={visit} />
      <Plain visit={visit} subject="limits" />
      <TrustSection title={page('privacy.contactTitle')}>
        <p>
          {page('privacy.contact')} <ContactLink address={letterhead.contactAddress} />
        </p>
      </TrustSection>
    </TrustPage>
  )
}

function Publisher({ visit, letterhead, trust: { imprint } }: PrivacyProps) {
  const { words, locale } = visit
  const isNamed = letterhead.postalAddress[locale] !== ''
  const name = imprint?.legalName?.[locale] ?? letterhead.name[locale]
  return (
    <TrustSection title={words.page('privacy.whoTitle')}>
      <p>{isNamed ? `${name}, ${letterhead.postalAddress[locale]}` : words.page('privacy.whoNobody')}</p>
      {imprint?.responsible && <p>{words.page('privacy.responsible', { responsible: imprint.responsible[locale] })}</p>}
    </TrustSection>
  )
}

type Subject = 'little' | 'use' | 'ground' | 'keeping' | 'sharing' | 'tracking' | 'stories' | 'limits'

function Plain({ visit: { words }, subject }: { visit: Visit; subject: Subject }) {
  return (
    <TrustSection title={words.page(`privacy.${subject}Title`)}>
      <p>{words.page(`privacy.${subject}`)}</p>
    </TrustSection>
  )
}

function whereWords({ visit: { words, locale }, trust: { imprint } }: PrivacyProps): string {
  const country = imprint?.hostingCountry?.[locale]
  return country === undefined ? words.page('privacy.whereUnsaid') : words.page('privacy.where', { country })
}

function leavesTheMachine(carrier: Carrier): boolean {
  return carrier.kind === 'resend' || carrier.host !== null
}

function CarrierWords({ visit: { words }, carrier }: { visit: Visit; carrier: Carrier }) {
  if (carrier.kind === 'resend') {
    return (
      <p>
        <span class="strong">{words.page('privacy.resend')}</span> {words.page('privacy.resendTransfer')}{' '}
        <a href="https://resend.com/legal/privacy-policy" rel="noreferrer">
          {words.page('privacy.resendTerms')}
        </a>
      </p>
    )
  }
  if (carrier.host === null) return <p>{words.page('privacy.smtpHere')}</p>
  return (
    <p>
      <span class="strong">{words.page('privacy.smtp', { host: carrier.host })}</span>{' '}
      {words.page('privacy.smtpTransfer')}
    </p>
  )
}

function Rights({ visit: { words, link } }: { visit: Visit }) {
  const { page } = words
  return (
    <TrustSection title={page('privacy.rightsTitle')} id="rights">
      <ul class="points">
        {(['see', 'correct', 'erase', 'stop'] as const).map((right) => (
          <li>{page(`privacy.right.${right}`)}</li>
        ))}
      </ul>
      <p>{page('privacy.rights')}</p>
      <a class="button quiet" href={link('/preferences')}>
        {page('privacy.rightsAction')}
      </a>
      <p>{page('privacy.complain')}</p>
      <ul class="points">
        {(['korea', 'dispute', 'europe'] as const).map((authority) => (
          <li>
            <a href={authorities[authority]} rel="noreferrer">
              {page(`privacy.authority.${authority}`)}
            </a>
          </li>
        ))}
      </ul>
    </TrustSection>
  )
}
