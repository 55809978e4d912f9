import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#runtimes/project-root'
import { addressOf, consolePictures, inDark, publicPictures, readmePictures } from '../../demo/pictures.ts'

/** The addresses of the console's screens, as its routes have them: `/facts/$factId`. */
function screenPaths(): string[] {
  const source = readFileSync(join(projectRoot(), 'console/routes.tsx'), 'utf8')
  const routes = [...source.matchAll(/const (\w+) = createRoute\(\{([\s\S]*?)\n\}\)/g)].map(
    ([, name = '', body = '']) => ({
      name,
      parent: /getParentRoute: \(\) => (\w+)/.exec(body)?.[1],
      path: /\n {2}path: '([^']*)'/.exec(body)?.[1] ?? '',
      isShown: body.includes('component:') && body.includes('title:'),
    }),
  )
  const pathOf = (name: string | undefined): string => {
    const route = routes.find((one) => one.name === name)
    return route === undefined ? '' : pathOf(route.parent) + route.path
  }
  // What stands around other screens is in the picture of each of them.
  const isFrame = (name: string): boolean => routes.some(({ parent }) => parent === name)
  return routes.filter(({ name, isShown }) => isShown && !isFrame(name)).map(({ name }) => pathOf(name))
}

/** The addresses of the public pages that anybody can open by themselves. */
function pagePaths(): string[] {
  const folder = join(projectRoot(), 'src/http/public/routes')
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  return sources.flatMap((source) => {
    const named = /const path = '([^']+)'/.exec(source)?.[1]
    return [...source.matchAll(/app\.get\((?:'([^']+)'|path),(.*)/g)]
      .filter(([, , rest = '']) => !rest.includes('.redirect('))
      .map(([, path]) => path ?? named ?? '')
  })
}

/** Whether an address of a picture is one of a route: a part that begins with `$` or `:` stands for anything. */
function isOf(route: string, picture: string): boolean {
  const parts = (picture.split('?')[0] ?? '').split('/')
  const pattern = route.split('/')
  const fits = (part: string, at: number): boolean => /^[$:]/.test(part) || part === parts[at]
  return pattern.length === parts.length && pattern.every(fits)
}

function missing(routes: readonly string[], pictures: readonly string[]): string[] {
  return routes.filter((route) => !pictures.some((picture) => isOf(route, picture)))
}

test('there is a picture of every screen of the console', () => {
  const screens = screenPaths()
  expect(screens.length).toBeGreaterThan(20)
  const pictures = [...Object.values(consolePictures), publicPictures['sign-in'].replace('/console', '')]
  expect(missing(screens, pictures)).toEqual([])
})

/** What a reader reaches by a link in their own mail, and what is no page. */
const elsewhere = [
  /^\/(confirm|block|address|preferences)\/:token/,
  /\.(ics|js|ico|txt|xml|png|json)$/,
  /^\/assets\//,
  /^\/embed\/form$/,
]

test('there is a picture of every public page', () => {
  const pages = pagePaths().filter((path) => !elsewhere.some((pattern) => pattern.test(path)))
  expect(pages).toContain('/verify/report')
  expect(missing(pages, Object.values(publicPictures))).toEqual([])
})

test('a screen without a picture would be found', () => {
  expect(missing(['/partners/$partnerId', '/facts/$factId'], Object.values(consolePictures))).toEqual([
    '/partners/$partnerId',
  ])
})

test('what README.md shows is a picture that is taken, and every picture beside it is shown', () => {
  const names = [...Object.keys(consolePictures), ...Object.keys(publicPictures), 'mail-letter']
  const taken = Object.values(readmePictures).map(({ of }) => /^(.+)-(?:en|ko)-\d+(-dark)?$/.exec(of))
  expect(names).toEqual(expect.arrayContaining(taken.map((parts) => parts?.[1])))
  const dark = taken.filter((parts) => parts?.[2] !== undefined).map((parts) => parts?.[1])
  expect([...inDark]).toEqual(expect.arrayContaining(dark))
  const files = Object.keys(readmePictures).map((name) => `${name}.webp`)
  expect(readdirSync(join(projectRoot(), 'docs/images')).toSorted()).toEqual(files.toSorted())
  const readme = readFileSync(join(projectRoot(), 'README.md'), 'utf8')
  for (const file of files) expect(readme).toContain(`(docs/images/${file})`)
})

test('the subjects of a picture take their places in its address, and none may be missing', () => {
  expect(addressOf('/campaigns/:draft/write', { draft: 'a' })).toBe('/campaigns/a/write')
  expect(() => addressOf('/campaigns/:draft/write', {})).toThrow('“draft”')
})
