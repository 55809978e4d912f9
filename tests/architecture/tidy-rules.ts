import { existsSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { root, type SourceFile } from './repository.ts'

/** A rule looks at one file and returns one line for each fault. `appliesTo` picks the files by path. */
export type TidyRule = { readonly appliesTo: RegExp; readonly faultsOf: (file: SourceFile) => string[] }

const code = /\.(tsx?|mts|mjs|js)$|^scripts\//
const everything = /./
const tests = /^tests\/.*\.tsx?$/

const fileLinesMax = 300

// Words that this file must not hold itself are put together from halves.
const leftOverWords = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`)
const bannedNameWords = ['util', 'utils', 'helper', 'helpers', 'service', 'services', 'manager', 'misc', 'common']

/** Rules that read the text of a file. Rules that need its syntax are in `syntax-rules.ts`. */
export const tidyRules = {
  'a file has at most 300 lines': {
    appliesTo: code,
    faultsOf: ({ text }) => {
      const lines = text.trimEnd().split('\n').length
      return lines > fileLinesMax ? [`${lines} lines`] : []
    },
  },
  'nothing is left over': { appliesTo: everything, faultsOf: ({ text }) => linesWith(text, leftOverWords) },
  'a file name says what is in the file': {
    appliesTo: everything,
    faultsOf: ({ path }) => {
      const words = basename(path)
        .toLowerCase()
        .split(/[^a-z]+/)
      return words.filter((word) => bannedNameWords.includes(word)).map((word) => `“${word}” says nothing`)
    },
  },
  'no path of one machine': {
    appliesTo: everything,
    faultsOf: ({ text }) => linesWith(text, /(?<![\w.:*)/-])\/(work|root|home|Users)\/\w/),
  },
  'addresses are nobody’s': {
    appliesTo: everything,
    faultsOf: ({ text }) => addressesIn(text).filter((address) => !isNobodys(address)),
  },
  'no secret is written down': { appliesTo: everything, faultsOf: ({ text }) => linesWith(text, secrets) },
  'types are not talked round': { appliesTo: code, faultsOf: ({ text }) => linesWith(text, /\bas unknown as\b/) },
  'every test runs': {
    appliesTo: tests,
    faultsOf: ({ text }) =>
      linesWith(text, /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails)\b|\bx(it|describe)\(/),
  },
  'tests wait for something, not for a while': {
    appliesTo: tests,
    faultsOf: ({ path, text }) =>
      path === 'tests/support/wait.ts' ? [] : linesWith(text, /\bsetTimeout\b|\bnode:timers|\bsleep\(/),
  },
  // Files share the modules of their worker; a stub would stay for whoever comes after.
  'no module is stubbed': {
    appliesTo: tests,
    faultsOf: ({ text }) => linesWith(text, /\bvi\.(doMock|hoisted|mock|resetModules)\(/),
  },
  'links in documents lead somewhere': { appliesTo: /\.md$/, faultsOf: brokenLinks },
} satisfies Record<string, TidyRule>

const secrets = new RegExp(
  [
    '-----BEGIN [A-Z ]*PRIVATE KEY-----',
    '\\bre_[A-Za-z0-9]{8,}_?[A-Za-z0-9]{12,}\\b',
    '\\bwhsec_[A-Za-z0-9+/]{24,}',
    '\\b(sk|rk)_(live|test)_[A-Za-z0-9]{16,}',
    '\\bgh[pousr]_[A-Za-z0-9]{30,}',
    '\\bAKIA[A-Z0-9]{16}\\b',
    '\\b(password|secret|api_?key|token)["\']?\\s*[:=]\\s*["\'][A-Za-z0-9+/_-]{24,}={0,2}["\']',
  ].join('|'),
  'i',
)

function addressesIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}._%+-]+@([\p{L}\p{N}-]+\.)+([a-z][a-z0-9-]+|\p{Script=Hangul}{2,})/giu) ?? []
}

// Domains that RFC 2606 and RFC 6761 keep free of real people.
function isNobodys(address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return /(^|\.)(example\.org|example|test|invalid|localhost)$/.test(domain)
}

function linesWith(text: string, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`line ${index + 1}: ${line.trim()}`] : []))
}

function brokenLinks({ path, text }: SourceFile): string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')
  const targets = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].map((match) => match[1] ?? '')
  return targets.filter((target) => !/^(https?|mailto):/.test(target) && !isThere(path, text, target))
}

function isThere(path: string, text: string, target: string): boolean {
  const [file = '', anchor] = target.split('#')
  if (file === '') return anchorsOf(text).includes(anchor ?? '')
  return existsSync(join(root, posix.join(posix.dirname(path), decodeURIComponent(file))))
}

function anchorsOf(text: string): string[] {
  const headings = text.split('\n').filter((line) => /^#{1,6} /.test(line))
  return headings.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}
