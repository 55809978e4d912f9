import type { Locale } from '#domain/locale'

/** How a page stands in other places: in the results of a search engine, and as a card where its link is posted. */
export type Sharing = {
  readonly title: string
  readonly description: string
  readonly siteName: string
  readonly locale: Locale
  /** The one address of the page in its language. */
  readonly url: string
  /** The address that chooses the language by the reader. */
  readonly anyLanguageUrl: string
  /** When a letter left; null for a page that is no letter. */
  readonly publishedAt: Temporal.Instant | null
  readonly image: { readonly url: string; readonly description: string } | null
  readonly feeds: readonly { readonly type: string; readonly title: string; readonly url: string }[]
}

const openGraphLocales = { en: 'en_GB', ko: 'ko_KR' } as const satisfies Record<Locale, string>

/** The canonical address, the feeds and the card of a page (ogp.me). Nothing of it is fetched from elsewhere. */
export function SharingTags({ sharing }: { sharing: Sharing }) {
  const { title, description, siteName, locale, url, anyLanguageUrl, publishedAt, image, feeds } = sharing
  return (
    <>
      <link rel="canonical" href={url} />
      <link rel="alternate" hreflang="x-default" href={anyLanguageUrl} />
      {feeds.map((feed) => (
        <link rel="alternate" type={feed.type} title={feed.title} href={feed.url} />
      ))}
      <meta property="og:type" content={publishedAt === null ? 'website' : 'article'} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={url} />
      <meta property="og:site_name" content={siteName} />
      <meta property="og:locale" content={openGraphLocales[locale]} />
      {publishedAt && <meta property="article:published_time" content={publishedAt.toString()} />}
      {image && (
        <>
          <meta property="og:image" content={image.url} />
          <meta property="og:image:type" content="image/png" />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={image.description} />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
    </>
  )
}
