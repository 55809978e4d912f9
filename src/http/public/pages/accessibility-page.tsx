import type { Letterhead } from '#domain/mail-template'
import { ContactLink } from '../parts/contact-link.tsx'
import { TrustPage, TrustSection } from '../parts/trust-page.tsx'
import type { Visit } from '../visit.ts'

/** What the pages and letters hold themselves to, what works, what does not, and whom to tell. */
export function AccessibilityPage({ visit, letterhead }: { visit: Visit; letterhead: Letterhead }) {
  const { page } = visit.words
  return (
    <TrustPage title={page('accessibility.title')} lead={page('accessibility.lead')}>
      <TrustSection title={page('accessibility.goalTitle')}>
        <p>{page('accessibility.goal')}</p>
      </TrustSection>
      <TrustSection title={page('accessibility.workTitle')}>
        <ul class="points">
          {([1, 2, 3, 4, 5] as const).map((number) => (
            <li>{page(`accessibility.work${number}`)}</li>
          ))}
        </ul>
      </TrustSection>
      <TrustSection title={page('accessibility.limitsTitle')}>
        <p>{page('accessibility.limits')}</p>
      </TrustSection>
      <TrustSection title={page('accessibility.tellTitle')}>
        <p>
          {page('accessibility.tell')} <ContactLink address={letterhead.contactAddress} />
        </p>
      </TrustSection>
    </TrustPage>
  )
}
