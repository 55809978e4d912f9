import { TrustPage, TrustSection } from '../parts/trust-page.tsx'
import { withLanguage, type Visit } from '../visit.ts'

/** How somebody who looks after another site puts the form there. */
export function EmbedPage({ visit, publicUrl }: { visit: Visit; publicUrl: string }) {
  const { page } = visit.words
  return (
    <TrustPage title={page('embed.title')} lead={page('embed.lead')}>
      <TrustSection title={page('embed.formTitle')}>
        <p>{page('embed.formText')}</p>
        <Code>{plainForm(visit, publicUrl)}</Code>
      </TrustSection>
      <TrustSection title={page('embed.scriptTitle')}>
        <p>{page('embed.scriptText')}</p>
        <Code>{`<script src="${publicUrl}/embed.js" async></script>`}</Code>
      </TrustSection>
      <TrustSection title={page('embed.listTitle')}>
        <p>{page('embed.listText')}</p>
      </TrustSection>
      <TrustSection title={page('embed.policyTitle')}>
        <p>{page('embed.policyText')}</p>
        <Code>{['form-action', 'script-src', 'connect-src'].map((name) => `${name} ${publicUrl};`).join('\n')}</Code>
      </TrustSection>
      <TrustSection title={page('embed.looksTitle')}>
        <p>{page('embed.looksText')}</p>
      </TrustSection>
      <TrustSection title={page('embed.promiseTitle')}>
        <p>{page('embed.promiseText')}</p>
      </TrustSection>
    </TrustPage>
  )
}

function plainForm({ words, locale }: Visit, publicUrl: string): string {
  return `<div data-northlight-subscribe lang="${locale}">
  <form action="${publicUrl}${withLanguage('/subscribe/from', locale)}#subscribe" method="post">
    <label>${words.page('form.email')} <input type="email" name="email" autocomplete="email" required></label>
    <button>${words.page('form.submit')}</button>
  </form>
</div>`
}

function Code({ children }: { children: string }) {
  return (
    <pre>
      <code lang="en">{children}</code>
    </pre>
  )
}
