import type { LetterLink } from '#domain/check-links'
import type { Found } from '#domain/finding'
import type { Locale } from '#domain/locale'
import type { World } from './world.ts'

/** A link of one language that may be visited. */
export type VisitableLink = LetterLink & { readonly locale: Locale }

/**
 * Visits the pages to which links lead, each once, and finds those where nothing is. Servers that do not answer are named
 * together: that says more of the moment than of the letter.
 */
export async function findBrokenLinks(world: World, links: readonly VisitableLink[]): Promise<Found[]> {
  const visits = new Map(
    await Promise.all(
      [...new Set(links.map(({ url }) => pageOf(url)))].map(
        async (page) => [page, await world.visitPage(page)] as const,
      ),
    ),
  )
  const ledTo = (what: 'missing' | 'silent'): readonly VisitableLink[] =>
    links.filter(({ url }) => visits.get(pageOf(url)) === what)
  const silent = [...new Set(ledTo('silent').map(({ url }) => new URL(url).hostname))].toSorted()
  return [
    ...ledTo('missing').map(({ locale, place, url }): Found => ({ rule: 'link-broken', locale, place, quote: url })),
    ...(silent.length === 0 ? [] : [{ rule: 'link-silent' as const, locale: null, quote: silent.join(', ') }]),
  ]
}

function pageOf(url: string): string {
  const page = new URL(url)
  page.hash = ''
  return page.href
}
