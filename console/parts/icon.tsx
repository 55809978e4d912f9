const paths = {
  stop: 'M6 6h12v12H6z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  home: 'M3 11 12 4l9 7v8a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.8c2 .8 3.2 2.5 3.5 5.2',
  book: 'M5 4h10a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h10',
  chart: 'M4 20V4M4 20h16M8 16v-4M12.5 16V8M17 16v-6',
  settings:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1',
  back: 'm15 6-6 6 6 6',
  forward: 'm9 6 6 6-6 6',
  add: 'M12 5v14M5 12h14',
  link: 'M10 14l4-4M8 12l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 12l2-2a3.5 3.5 0 0 0-5-5l-2 2',
  lines: 'M5 6h14M5 11h14M5 16h9',
  tick: 'm5 12.5 4.5 4.5L19 7',
  swap: 'M4 8h13l-3-3M20 16H7l3 3',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  warning: 'M12 4 21 20H3zM12 10v4M12 17v.1',
  note: 'M12 8v5M12 16.5v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  question: 'M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  undo: 'M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  pause: 'M9 5v14M15 5v14',
  passkey: 'M8 15a4 4 0 1 1 3.8-5.2L21 10v3h-2v2h-3v-2h-4.2A4 4 0 0 1 8 15zM7.5 11v.1',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-3.8 3.7-6 7.5-6s6.7 2.2 7.5 6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 20 20',
  leave: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  close: 'M6 6l12 12M18 6 6 18',
} as const

export type IconName = keyof typeof paths

/** A line drawing of 24 units, for the eye only: whatever it says is said in words beside it. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
