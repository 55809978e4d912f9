import { Hono, type Context } from 'hono'
import { readSite } from '#actions/read-site'
import { readUnsubscribeLink } from '#actions/read-unsubscribe-link'
import { unsubscribe } from '#actions/unsubscribe'
import { Refusal } from '#domain/refusal'
import { answerPage } from '../answer.tsx'
import { readFormFields, type FormFields } from '../form-fields.ts'
import { UnsubscribedPage, UnsubscribePage } from '../pages/moment-pages.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit } from '../visit.ts'

/**
 * The unsubscribe link. The POST serves mail programs (RFC 8058: no cookie, no Origin, either form encoding, 200 and no
 * redirect) and the button of our own page alike. An unknown link is answered like a known one.
 */
export function unsubscribeRoutes(parts: PublicParts): Hono {
  const { world } = parts
  const app = new Hono()

  app.get('/u/:token', async (c) => {
    const [{ letterhead }, link] = await Promise.all([
      readSite(world),
      readUnsubscribeLink(world, { token: c.req.param('token') }),
    ])
    const visit = startVisit(c, link?.locale)
    return answerPage(c, parts, visit, {
      title: visit.words.page('unsubscribe.title'),
      letterhead,
      sky: 'dim',
      body: <UnsubscribePage visit={visit} path={c.req.path} />,
    })
  })

  app.post('/u/:token', async (c) => {
    const isOneClick = (await readOneClickFields(c)).get('List-Unsubscribe')?.[0] === 'One-Click'
    const link = await unsubscribe(world, { token: c.req.param('token'), method: isOneClick ? 'one-click' : 'page' })
    const visit = startVisit(c, link?.locale)
    if (isOneClick) {
      c.header('Content-Language', visit.locale)
      return c.text(visit.words.page('unsubscribe.oneClick'))
    }
    const { letterhead } = await readSite(world)
    return answerPage(c, parts, visit, {
      title: visit.words.page('unsubscribe.doneTitle'),
      letterhead,
      sky: 'dim',
      switchLanguage: { method: 'post', path: c.req.path },
      body: <UnsubscribedPage visit={visit} />,
    })
  })

  return app
}

/** The form, whatever its state: somebody who wants to leave is never sent away over an encoding. */
async function readOneClickFields(c: Context): Promise<FormFields> {
  try {
    return await readFormFields(c)
  } catch (error) {
    if (error instanceof Refusal) return new Map()
    throw error
  }
}
