import { Moment } from '../parts/moment.tsx'
import type { Visit } from '../visit.ts'

/** The step before somebody is erased: what goes, what stays, and one button. */
export function ErasePage({ visit, path, backPath }: { visit: Visit; path: string; backPath: string }) {
  const { words, link } = visit
  return (
    <Moment title={words.page('ownData.eraseAskTitle')}>
      <p>{words.page('ownData.eraseAsk')}</p>
      <WhatStays visit={visit} />
      <form method="post" action={link(path)} class="acts">
        <button class="button">{words.page('ownData.eraseButton')}</button>
        <a href={link(backPath)}>{words.page('ownData.back')}</a>
      </form>
    </Moment>
  )
}

/** Somebody is erased. */
export function ErasedPage({ visit }: { visit: Visit }) {
  const { words, link } = visit
  return (
    <Moment title={words.page('ownData.eraseDoneTitle')}>
      <p>{words.page('ownData.eraseDone')}</p>
      <WhatStays visit={visit} />
      <p class="hint below">{words.page('ownData.eraseAgain')}</p>
      <a class="button quiet" href={link('/')}>
        {words.page('site.back')}
      </a>
    </Moment>
  )
}

function WhatStays({ visit: { words } }: { visit: Visit }) {
  return (
    <>
      <h2 class="stays">{words.page('ownData.stays')}</h2>
      <ul class="notes">
        <li>{words.page('ownData.staysFingerprint')}</li>
        <li>{words.page('ownData.staysEvidence')}</li>
        <li>{words.page('ownData.staysCount')}</li>
      </ul>
    </>
  )
}
