import { LetterList, type LetterSummary } from '../parts/letter-list.tsx'
import type { Visit } from '../visit.ts'

/** Every letter that was sent. */
export function LettersPage({ visit, letters }: { visit: Visit; letters: readonly LetterSummary[] }) {
  const { words, link } = visit
  return (
    <main class="wrap letters" id="main">
      <h1>{words.page('letters.title')}</h1>
      {letters.length === 0 ? (
        <>
          <p class="lead">{words.page('letters.empty')}</p>
          <a class="button" href={link('/')}>
            {words.page('letters.emptyAction')}
          </a>
        </>
      ) : (
        <>
          <p class="lead">{words.page('letters.lead')}</p>
          <LetterList visit={visit} letters={letters} />
        </>
      )}
    </main>
  )
}
