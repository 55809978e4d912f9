import { useRef } from 'react'
import { useKeys } from './use-keys.ts'

/** Marks what the keys of a list go to: the link that opens a row, or what shows more; nothing that acts at once. */
export const listRow = { 'data-list-row': '' }

/** Marks the field that narrows the list of a screen. */
export const listFilter = { 'data-list-filter': '' }

/**
 * The keys of every list: `j` and `k` go from row to row from anywhere on the screen, arrows, Home and End once one is
 * in the list, and `/` to the field that narrows it. Only the focus moves, over links that Tab reaches too, so Enter
 * opens as ever and a screen reader reads a list as a list.
 */
export function useListKeys(): void {
  const lastShown = useRef<string | null>(null)
  const go = (row: HTMLElement | undefined): boolean => {
    if (row === undefined) return false
    lastShown.current = row.getAttribute('href')
    row.focus()
    return true
  }
  const turn = (steps: number): boolean => {
    const rows = rowsShown()
    const at = rows.findIndex((row) => row === document.activeElement)
    if (at >= 0) return go(rows[at + steps] ?? rows[at])
    // Whoever comes back from what a row opened goes on from that row.
    return go(
      rows.find((row) => row.getAttribute('href') === lastShown.current && lastShown.current !== null) ?? rows[0],
    )
  }
  useKeys({
    j: () => turn(1),
    k: () => turn(-1),
    ArrowDown: () => isInList() && turn(1),
    ArrowUp: () => isInList() && turn(-1),
    Home: () => isInList() && go(rowsShown()[0]),
    End: () => isInList() && go(rowsShown().at(-1)),
    '/': focusFilter,
  })
}

function rowsShown(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('#main [data-list-row]:not(:disabled)')]
}

function isInList(): boolean {
  return document.activeElement?.matches('[data-list-row]') ?? false
}

function focusFilter(): boolean {
  const field = document.querySelector<HTMLInputElement>('#main [data-list-filter]')
  field?.focus()
  field?.select()
  return field !== null
}
