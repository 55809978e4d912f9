import type { CSSProperties } from 'react'
import type { Locale } from '#domain/locale'

/** Light colours; the style sheet has their counterparts in the dark, by class. */
export const colours = {
  paper: '#F4F6F7',
  sheet: '#FFF',
  hair: '#DBE2E6',
  ink: '#13202C',
  ink2: '#43525F',
  ink3: '#596874',
  link: '#17566B',
  night: '#0F2230',
  onNight: '#F2F6F7',
  onNight2: '#D5E0E5',
  onNight3: '#9FB3BF',
  onNightLink: '#8ECAD6',
  tint: '#E4EFF1',
  fill: '#17566B',
  onFill: '#FFF',
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
export const monospace = 'ui-monospace,Menlo,Consolas,Liberation Mono,monospace'

/** Names, labels and links that stand out of their text. */
export const strong = { en: { fontWeight: 600 }, ko: { fontWeight: 700 } } satisfies Record<Locale, CSSProperties>

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
const type = {
  word: scale([21, 28], [20, 28], strong),
  web: scale([14, 28], [14, 28]),
  eyebrow: scale([15, 23], [15, 23]),
  title: scale([38, 44], [36, 48], { en: { letterSpacing: '-0.01em' }, ko: { letterSpacing: '-0.03em' } }),
  standfirst: scale([20, 31], [18, 31]),
  note: scale([15, 23], [15, 25]),
  body: scale([17, 28], [17, 30]),
  subheading: scale([21, 29], [19, 30]),
  minorHeading: scale([17, 28], [17, 30]),
  keyFigure: scale([68, 76], [68, 76], light),
  longKeyFigure: scale([40, 50], [40, 50], light),
  keyLabel: scale([18, 28], [18, 30]),
  figure: scale([28, 30], [28, 30]),
  figureHeading: scale([17, 24], [17, 27], strong),
  figureText: scale([16, 25], [16, 27]),
  ask: scale([24, 31], [21, 31], { en: {}, ko: { letterSpacing: '-0.02em' } }),
  button: scale([17, 22], [17, 22], strong),
  smallHeading: scale([15, 22], [15, 23]),
  small: scale([14, 22], [14, 24]),
  detailName: scale([14, 24], [14, 24]),
  detailValue: scale([15, 24], [15, 24]),
  result: scale([32, 40], [30, 42], { en: { letterSpacing: '-0.01em' }, ko: { letterSpacing: '-0.03em' } }),
  tally: scale([44, 48], [44, 48], light),
  choice: scale([15, 24], [15, 24], strong),
} as const

export type TypeName = keyof typeof type

/** Space below the paragraphs of a letter's body, in px. */
export const paragraphGap = 16

/** Space around the headings within a letter's body, in px. */
export const subheadingSpace = { above: 28, below: 8 } as const

/** Headings that English sets in its serif. */
export const headlines: ReadonlySet<TypeName> = new Set(['title', 'subheading', 'ask', 'result'])

/** A size of type; nothing for that of the body, which every mail begins with and hands down. */
export function typeOf(name: TypeName, locale: Locale): CSSProperties {
  return name === 'body' ? {} : type[name][locale]
}

/** Space in px as CSS writes it: above, at both sides, below. */
export function space(above: number, below: number, sides = 0): string {
  const [top, side, bottom] = [above, sides, below].map((size) => (size === 0 ? '0' : `${size}px`))
  if (top === bottom) return top === side ? `${top}` : `${top} ${side}`
  return `${top} ${side} ${bottom}`
}

/** What every mail begins with and hands down to all that lies in it. Hangul breaks at spaces only. */
export const baseStyle: Readonly<Record<Locale, CSSProperties>> = {
  en: { font: fontOf('en') },
  ko: { font: fontOf('ko'), wordBreak: 'keep-all', overflowWrap: 'break-word' },
}

function fontOf(locale: Locale): string {
  const { fontSize, lineHeight } = type.body[locale]
  return `${fontSize}/${lineHeight} ${families[locale]}`
}

/**
 * Shades of the text, the serif, phones and the dark. Everything must also read well where a client removes it. It holds
 * no quotation mark and no `>`, which React would escape.
 */
export function stylesheetFor(locale: Locale): string {
  // Outlook for Windows hands neither a font nor a colour down into a nested table.
  const cells = `td{font:${fontOf(locale)};color:${colours.ink}}`
  const { above, below } = subheadingSpace
  const body = [
    `p{margin:${space(0, paragraphGap)}}li{margin:0 0 6px}`,
    `h2{${sizeOf('subheading', locale)};margin:${space(above, below)}}.small,.small td{${sizeOf('small', locale)}}`,
  ]
  return [cells, ...body, headlineRules[locale], rules].join('')
}

function sizeOf(name: TypeName, locale: Locale): string {
  const { fontSize, lineHeight } = type[name][locale]
  return `font-size:${fontSize};line-height:${lineHeight}`
}

const headlineRules: Readonly<Record<Locale, string>> = {
  en: `h1,h2,h3{font-weight:600}.headline{font-family:${serif}}`,
  ko: '',
}

const rules = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  `.paper{background-color:${colours.paper}}h1{text-wrap:balance}`,
  `a,.link{color:${colours.link}}a{text-underline-offset:3px}`,
  `.ink{color:${colours.ink}}.ink2{color:${colours.ink2}}.ink3{color:${colours.ink3}}`,
  '.choices a{display:inline-block;margin-right:14px;padding:10px 0}',
  '.fcol{font-weight:600;letter-spacing:-.02em}',
  '.side{display:inline-block;box-sizing:border-box;width:50%;padding-right:24px;vertical-align:top}',
  '@media (max-width:620px){',
  '.pad{padding-left:24px!important;padding-right:24px!important}',
  '.figpad{padding:36px 24px 32px!important}',
  'h1{font-size:31px!important;line-height:39px!important}',
  '.fig{font-size:60px!important;line-height:64px!important}',
  '.fcol{width:92px!important;padding-right:14px!important;font-size:23px!important;line-height:26px!important}',
  '.btna{display:block!important;text-align:center!important}',
  '.wide{width:100%!important}.side{display:block!important;width:auto!important;padding-right:0!important}',
  '.eb{display:block!important}.sep{display:none!important}',
  '}',
  '@media (prefers-color-scheme:dark){',
  '.paper{background-color:#0C151D!important}.sheet{background-color:#131F2A!important}',
  '.sunk{background-color:#0F1922!important}.tint{background-color:#1A3340!important}',
  '.box{border-color:#263744!important}.night{background-color:#152C39!important}',
  'td,.ink{color:#E7EDF0!important}.ink2{color:#B4C1CA!important}.ink3{color:#93A4B0!important}',
  'a,.link{color:#8ECAD6!important}.btna{color:#FFF!important;border-color:#2B7A8D!important}',
  '.btn{background-color:#2B7A8D!important}',
  '}',
  '[data-ogsb] .btn{background-color:#17566B!important}[data-ogsc] .btna{color:#FFF!important}',
].join('')
