import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'

/** What the picture of a letter says: nothing else is on it. */
export type LetterCard = {
  readonly locale: Locale
  readonly title: string
  readonly organisation: string
  /** In words, in its language. */
  readonly date: string
}

/** Draws a card as a PNG of 1200 by 630 pixels. The runtime does it; where it cannot, pages name no picture. */
export type DrawLetterCard = (card: LetterCard) => Promise<Uint8Array<ArrayBuffer>>

/** Pictures of letters, drawn when somebody first asks and kept for a while. */
export type LetterCards = {
  /** The picture, or null while too many others wait to be drawn. @throws Error of the drawing */
  readonly show: DrawLetterCardOrWait
}

type DrawLetterCardOrWait = (card: LetterCard) => Promise<Uint8Array<ArrayBuffer> | null>

/**
 * Draws one card at a time, whoever asks, and each once for all that ask meanwhile: a picture costs some hundred
 * milliseconds of a processor, and a crawler asks for all of them at once.
 */
export function createLetterCards(
  draw: DrawLetterCard,
  {
    keptMax = limits.cardsKeptMax,
    waitingMax = limits.cardsWaitingMax,
  }: { readonly keptMax?: number; readonly waitingMax?: number } = {},
): LetterCards {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const waiting = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  let last: Promise<unknown> = Promise.resolve()

  const drawInTurn = async (key: string, card: LetterCard, before: Promise<unknown>) => {
    try {
      await before.catch(() => undefined)
      const picture = await draw(card)
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size >= keptMax) kept.delete(oldest)
      kept.set(key, picture)
      return picture
    } finally {
      waiting.delete(key)
    }
  }

  return {
    show: async (card) => {
      const key = JSON.stringify([card.locale, card.title, card.organisation, card.date])
      const there = kept.get(key) ?? waiting.get(key)
      if (there) return there
      if (waiting.size >= waitingMax) return null
      const drawn = drawInTurn(key, card, last)
      waiting.set(key, drawn)
      last = drawn
      return drawn
    },
  }
}
