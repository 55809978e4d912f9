import { Hono, type Context } from 'hono'
import type { Child } from 'hono/jsx'
import { readSite } from '#actions/read-site'
import { readTrust, type Trust } from '#actions/read-trust'
import { Refusal } from '#domain/refusal'
import type { Letterhead } from '#domain/mail-template'
import { answerPage } from '../answer.tsx'
import { AccessibilityPage } from '../pages/accessibility-page.tsx'
import { ContactPage } from '../pages/contact-page.tsx'
import { ImprintPage } from '../pages/imprint-page.tsx'
import { PrivacyPage } from '../pages/privacy-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { writeSecurityText } from '../security-text.ts'
import { startVisit, type Visit } from '../visit.ts'

type PageProps = { readonly visit: Visit; readonly letterhead: Letterhead; readonly trust: Trust }

const pages = {
  privacy: PrivacyPage,
  accessibility: AccessibilityPage,
  contact: ContactPage,
  imprint: ImprintPage,
} as const satisfies Record<string, (props: PageProps) => Child>

/** Who stands behind the letters and what can be relied on, made from what is configured and what was said. */
export function trustRoutes(parts: PublicParts): Hono {
  const { world, publicUrl } = parts
  const app = new Hono()

  const answerTrust = async (c: Context, name: keyof typeof pages): Promise<Response> => {
    const [{ letterhead }, trust] = await Promise.all([readSite(world), readTrust(world)])
    const visit = startVisit(c)
    const { words } = visit
    const Page = pages[name]
    return answerPage(c, parts, visit, {
      title: words.page(`${name}.title`),
      letterhead,
      sky: 'line',
      description: words.page(`${name}.lead`),
      body: <Page visit={visit} letterhead={letterhead} trust={trust} />,
    })
  }

  app.get('/privacy', (c) => answerTrust(c, 'privacy'))
  app.get('/accessibility', (c) => answerTrust(c, 'accessibility'))
  app.get('/contact', (c) => answerTrust(c, 'contact'))
  app.get('/imprint', (c) => answerTrust(c, 'imprint'))

  app.get('/.well-known/security.txt', async (c) => {
    const { securityContact, imprint } = await readTrust(world)
    if (securityContact === null) throw new Refusal('not-found')
    const encryption = imprint?.encryptionKeyUrl ?? null
    const text = writeSecurityText({ publicUrl, contact: securityContact, encryption, now: world.now() })
    return c.text(text, 200, { 'Content-Type': 'text/plain; charset=utf-8' })
  })

  app.get('/security.txt', (c) => c.redirect('/.well-known/security.txt', 301))

  return app
}
