import type { Letterhead } from '#domain/mail-template'
import { ContactLink } from '../parts/contact-link.tsx'
import type { Visit } from '../visit.ts'

const sections = ['little', 'use', 'tracking', 'keeping', 'sharing', 'stories', 'rights', 'limits'] as const

/** What is asked of readers, what is done with it, and what they can ask in turn. */
export function PrivacyPage({ visit, letterhead }: { visit: Visit; letterhead: Letterhead }) {
  const { words, locale } = visit
  const publisher = [letterhead.name[locale], letterhead.postalAddress[locale]].filter((part) => part !== '').join(', ')
  return (
    <main class="wrap privacy" id="main">
      <h1>{words.page('privacy.title')}</h1>
      <p class="lead">{words.page('privacy.lead')}</p>
      <section>
        <h2>{words.page('privacy.whoTitle')}</h2>
        <p>{publisher}</p>
      </section>
      {sections.map((section) => (
        <section>
          <h2>{words.page(`privacy.${section}Title`)}</h2>
          <p>{words.page(`privacy.${section}`)}</p>
        </section>
      ))}
      <section>
        <h2>{words.page('privacy.contactTitle')}</h2>
        <p>
          {words.page('privacy.contact')} <ContactLink address={letterhead.contactAddress} />
        </p>
      </section>
    </main>
  )
}
