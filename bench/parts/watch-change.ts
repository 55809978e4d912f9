/// <reference lib="dom" />
import type { Page } from 'playwright-core'

/** Milliseconds from the click of a link. */
export type Change = {
  /** Until the first frame of the next screen was painted. */
  readonly painted: number
  /** Until the last change of it was painted, with what it fetched anew and what it loads after itself. */
  readonly settled: number
}

/** A screen has settled when nothing of it has changed for so long. */
const quietMilliseconds = 250

/** Clicks a link as a person does, and waits for the screen behind it. */
export async function timeChange(page: Page, href: string): Promise<Change> {
  const link = page.locator(`a[href="${href}"]:visible`).first()
  await link.waitFor()
  const change = page.evaluate(watchChange, quietMilliseconds)
  await link.click()
  return change
}

/** Runs in the page, where a screen is what stands in `main`: the one before stays until the next is there. */
function watchChange(quiet: number): Promise<Change> {
  return new Promise((resolve) => {
    let clickedAt = 0
    let first: number | null = null
    let last = 0
    let settling = 0
    const main = document.querySelector('main')
    const settle = (): void => {
      if (first === null) return
      observer.disconnect()
      resolve({ painted: first - clickedAt, settled: last - clickedAt })
    }
    const observer = new MutationObserver((records) => {
      const isScreen = records.some(({ target }) => main?.contains(target))
      requestAnimationFrame(() => {
        // A message is answered after the frame that the callback belongs to has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          last = performance.now()
          if (isScreen) first ??= last
          clearTimeout(settling)
          settling = window.setTimeout(settle, quiet)
        }
        port2.postMessage(null)
      })
    })
    const begin = (event: Event): void => {
      clickedAt = event.timeStamp
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    }
    window.addEventListener('click', begin, { capture: true, once: true })
  })
}
