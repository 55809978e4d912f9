import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { renderAsync } from '@resvg/resvg-js'
import satori, { type Font } from 'satori'
import type { DrawLetterCard, LetterCard } from '#http/public/letter-cards'

/** The size that sites ask of a card (ogp.me). */
const size = { width: 1200, height: 630 }

/**
 * Draws the cards of letters: text alone, on night with the line of light, in fonts that come with the program. Nothing
 * is fetched. The fonts are read with the first card.
 */
export function createLetterCardDrawer(): DrawLetterCard {
  let fonts: Promise<Font[]> | undefined
  return async (card) => {
    fonts ??= readFonts()
    const svg = await satori(layOut(card), { ...size, fonts: await fonts })
    // Satori has made shapes of the letters, so that no font of the machine is asked for.
    const picture = await renderAsync(svg, { font: { loadSystemFonts: false } })
    return Uint8Array.from(picture.asPng())
  }
}

async function readFonts(): Promise<Font[]> {
  const read = (url: string): Promise<Buffer> => readFile(fileURLToPath(url))
  const serif = await read(import.meta.resolve('@fontsource/noto-serif/files/noto-serif-latin-600-normal.woff'))
  const regular = await read(
    import.meta.resolve('@expo-google-fonts/nanum-gothic/400Regular/NanumGothic_400Regular.ttf'),
  )
  const bold = await read(import.meta.resolve('@expo-google-fonts/nanum-gothic/700Bold/NanumGothic_700Bold.ttf'))
  return [
    { name: 'Serif', data: serif, weight: 600, style: 'normal' },
    { name: 'Sans', data: regular, weight: 400, style: 'normal' },
    { name: 'Sans', data: bold, weight: 700, style: 'normal' },
  ]
}

type Style = Readonly<Record<string, string | number>>
type Node = { readonly type: string; readonly key: null; readonly props: Readonly<Record<string, unknown>> }

function box(style: Style, children: string | readonly Node[] = []): Node {
  return { type: 'div', key: null, props: { style: { display: 'flex', ...style }, children } }
}

function layOut({ locale, title, organisation, date }: LetterCard): Node {
  const isKorean = locale === 'ko'
  const headline = isKorean
    ? { fontFamily: 'Sans', fontWeight: 700, lineHeight: 1.35, letterSpacing: '-0.03em', wordBreak: 'keep-all' }
    : { fontFamily: 'Serif, Sans', fontWeight: 600, lineHeight: 1.15, letterSpacing: '-0.01em' }
  const small = { fontFamily: 'Sans', fontSize: 30, color: '#C6D5DC' }
  return box(
    {
      ...size,
      boxSizing: 'border-box',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: '64px 80px 72px',
      color: '#EEF3F5',
      backgroundImage: 'linear-gradient(180deg, #0A131B 0%, #0E202D 60%, #122F40 100%)',
    },
    [
      box({ ...small, fontWeight: 700, color: '#EEF3F5', alignItems: 'center' }, [
        mark,
        box({ marginLeft: 16 }, organisation),
      ]),
      // As long as the longest title that a letter may have.
      box({ ...headline, fontSize: titleSize(title, isKorean), maxWidth: 1000 }, title),
      box(small, date),
      box({ ...place, top: 150, left: 1010, width: 8, height: 8, borderRadius: 4, backgroundColor: '#FFF3D6' }),
      box({
        ...place,
        bottom: 0,
        left: 0,
        width: size.width,
        height: 8,
        backgroundImage: 'linear-gradient(90deg, #17374A 0%, #2E8290 42%, #A9D8C6 78%, #F0BE62 100%)',
      }),
    ],
  )
}

const place = { position: 'absolute' } as const

/** The mark of the pages, as in `icons.tsx`. */
const mark: Node = {
  type: 'svg',
  key: null,
  props: {
    width: 44,
    height: 44,
    viewBox: '0 0 32 32',
    children: [
      { type: 'path', key: null, props: { fill: '#EEF3F5', d: 'M6 5h2.5v22H6zM23.5 5H26v22h-2.5z' } },
      { type: 'path', key: null, props: { fill: '#A9D8C6', d: 'M8.5 5 23.5 27H14z' } },
    ],
  },
}

// A syllable of Hangul is as wide as two letters.
function titleSize(title: string, isKorean: boolean): number {
  const length = [...title].length * (isKorean ? 2 : 1)
  if (length <= 44) return isKorean ? 72 : 80
  if (length <= 80) return isKorean ? 58 : 64
  return 46
}
