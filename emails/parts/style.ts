import type { CSSProperties } from 'react'
import type { Locale } from '#domain/locale'

/** Light colours, written inline; `stylesheet` swaps them in the dark through the class of the same name. */
export const colours = {
  paper: '#F4F6F7',
  sheet: '#FFFFFF',
  hair: '#DBE2E6',
  ink: '#13202C',
  ink2: '#43525F',
  ink3: '#596874',
  link: '#17566B',
  night: '#0F2230',
  onNight: '#F2F6F7',
  onNight2: '#D5E0E5',
  onNight3: '#9FB3BF',
  fill: '#17566B',
  onFill: '#FFFFFF',
  lineMiddle: '#2E8290',
} as const

/** The one gradient: night to first light. */
export const lineOfLight = 'linear-gradient(90deg,#17374A 0%,#2E8290 42%,#A9D8C6 78%,#F0BE62 100%)'

// Family names go without quotation marks: CSS allows it, and each mark would cost six bytes in an attribute.
const families: Readonly<Record<Locale, string>> = {
  en: '-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif',
  ko: '-apple-system,BlinkMacSystemFont,Pretendard,Apple SD Gothic Neo,Noto Sans KR,Noto Sans CJK KR,Malgun Gothic,sans-serif',
}

const serif = 'Iowan Old Style,Charter,Georgia,Noto Serif,serif'
/** For codes and addresses, also within Korean. */
export const monospace = 'ui-monospace,SFMono-Regular,Menlo,Consolas,Liberation Mono,monospace'

/** Set on every cell of the sheet, so that what lies in it need not repeat its font. Hangul breaks at spaces only. */
export const cellStyle: Readonly<Record<Locale, CSSProperties>> = {
  en: { fontFamily: families.en },
  ko: { fontFamily: families.ko, wordBreak: 'keep-all', overflowWrap: 'break-word' },
}

const headline = {
  en: { fontFamily: serif, fontWeight: 600 },
  ko: { fontWeight: 700 },
} satisfies Record<Locale, CSSProperties>

const strong = { en: { fontWeight: 600 }, ko: { fontWeight: 700 } } satisfies Record<Locale, CSSProperties>

const light = {
  en: { fontWeight: 300, letterSpacing: '-0.03em' },
  ko: { fontWeight: 300, letterSpacing: '-0.03em' },
} satisfies Record<Locale, CSSProperties>

type Measure = readonly [sizePx: number, lineHeightPx: number]

function scale(
  en: Measure,
  ko: Measure,
  extra?: Readonly<Record<Locale, CSSProperties>>,
): Readonly<Record<Locale, CSSProperties>> {
  const style = ([size, line]: Measure): CSSProperties => ({ fontSize: `${size}px`, lineHeight: `${line}px` })
  return { en: { ...style(en), ...extra?.en }, ko: { ...style(ko), ...extra?.ko } }
}

/** Every size of type in the mails. Hangul stands a little smaller and on wider lines than Latin. */
export const type = {
  word: scale([21, 28], [20, 28], headline),
  web: scale([14, 28], [14, 28]),
  eyebrow: scale([15, 23], [15, 23]),
  title: scale([38, 44], [36, 48], {
    en: { ...headline.en, letterSpacing: '-0.01em' },
    ko: { ...headline.ko, letterSpacing: '-0.03em' },
  }),
  standfirst: scale([20, 31], [18, 31]),
  note: scale([15, 23], [15, 25]),
  body: scale([17, 28], [17, 30]),
  subheading: scale([21, 29], [19, 30], headline),
  minorHeading: scale([17, 28], [17, 30], strong),
  keyFigure: scale([68, 76], [68, 76], light),
  longKeyFigure: scale([40, 50], [40, 50], light),
  keyLabel: scale([18, 28], [18, 30]),
  figure: scale([28, 30], [28, 30], {
    en: { fontWeight: 600, letterSpacing: '-0.02em' },
    ko: { fontWeight: 600, letterSpacing: '-0.02em' },
  }),
  figureHeading: scale([17, 24], [17, 27], strong),
  figureText: scale([16, 25], [16, 27]),
  ask: scale([24, 31], [21, 31], { en: headline.en, ko: { ...headline.ko, letterSpacing: '-0.02em' } }),
  button: scale([17, 22], [17, 22], strong),
  smallHeading: scale([15, 22], [15, 23], strong),
  small: scale([14, 22], [14, 24]),
  choice: scale([15, 24], [15, 24], strong),
} as const

export type TypeName = keyof typeof type

/**
 * For phones and for the dark. Everything must also read well where a client removes it. It holds no quotation mark
 * and no `>`, which React would escape.
 */
export function stylesheetFor(locale: Locale): string {
  // Outlook for Windows does not hand a font down into a nested table.
  return `td{font-family:${families[locale]}}${rules}`
}

const rules = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  `.paper{background-color:${colours.paper}}a{text-underline-offset:3px}`,
  '@media (max-width:620px){',
  '.pad{padding-left:24px!important;padding-right:24px!important}',
  '.figpad{padding:36px 24px 32px!important}',
  '.h1{font-size:31px!important;line-height:39px!important}',
  '.fig{font-size:60px!important;line-height:64px!important}',
  '.fcol{width:92px!important;padding-right:14px!important}',
  '.fval{font-size:23px!important;line-height:26px!important}',
  '.btna{display:block!important;text-align:center!important}',
  '.wide{width:100%!important}',
  '.eb{display:block!important}.sep{display:none!important}',
  '}',
  '@media (prefers-color-scheme:dark){',
  '.paper{background-color:#0C151D!important}.sheet{background-color:#131F2A!important}',
  '.sunk{background-color:#0F1922!important}.hair{background-color:#263744!important}',
  '.box{border-color:#263744!important}.night{background-color:#152C39!important}',
  '.ink{color:#E7EDF0!important}.ink2{color:#B4C1CA!important}.ink3{color:#93A4B0!important}',
  '.link{color:#8ECAD6!important}.btn{background-color:#2B7A8D!important}.btna{border-color:#2B7A8D!important}',
  '}',
  '[data-ogsb] .btn{background-color:#17566B!important}[data-ogsc] .btna{color:#FFFFFF!important}',
].join('')
