import { Hono, type Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { confirmAddressChange } from '#actions/confirm-address-change'
import { readAddressChange } from '#actions/read-address-change'
import { readPreferences } from '#actions/read-preferences'
import { readSite } from '#actions/read-site'
import { requestAddressChange } from '#actions/request-address-change'
import { Refusal } from '#domain/refusal'
import { problemStatuses } from '../../problem.ts'
import { answerPage, type Page } from '../answer.tsx'
import { formErrorsOf } from '../form-errors.ts'
import { oneValue, readFormFields } from '../form-fields.ts'
import { AddressAskedPage, AddressChangedPage, ChangeAddressPage, ConfirmAddressPage } from '../pages/address-pages.tsx'
import { noErrors, type FormErrors } from '../parts/form-parts.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit, type Visit } from '../visit.ts'

/** A reader's change of address: asked for behind their own link, and confirmed by a link to the new address. */
export function addressRoutes(parts: PublicParts): Hono {
  const { world } = parts
  const app = new Hono()

  app.get('/preferences/:token/address', async (c) => {
    const { locale, maskedAddress } = await readPreferences(world, { token: c.req.param('token') })
    return answerForm(c, parts, startVisit(c, locale), { maskedAddress, email: '', errors: noErrors })
  })

  app.post('/preferences/:token/address', async (c) => {
    const token = c.req.param('token')
    const { locale, maskedAddress } = await readPreferences(world, { token })
    const visit = startVisit(c, locale)
    const email = oneValue(await readFormFields(c), 'email')
    try {
      await requestAddressChange(world, { token, email })
    } catch (error) {
      if (!(error instanceof Refusal) || error.field === undefined) throw error
      const errors = formErrorsOf(error, visit.locale, { email: visit.words.page('address.email') })
      return answerForm(c, parts, visit, { maskedAddress, email, errors }, problemStatuses[error.code])
    }
    return answerMoment(c, parts, visit, {
      title: visit.words.page('address.askedTitle'),
      switchLanguage: { method: 'get', path: c.req.path },
      body: <AddressAskedPage visit={visit} backPath={backFrom(c)} />,
    })
  })

  app.get('/address/:token', async (c) => {
    const { locale } = await readAddressChange(world, { token: c.req.param('token') })
    const visit = startVisit(c, locale)
    return answerMoment(c, parts, visit, {
      title: visit.words.page('address.confirmTitle'),
      body: <ConfirmAddressPage visit={visit} path={c.req.path} />,
    })
  })

  app.post('/address/:token', async (c) => {
    const { locale } = await confirmAddressChange(world, { token: c.req.param('token') })
    const visit = startVisit(c, locale)
    return answerMoment(c, parts, visit, {
      title: visit.words.page('address.doneTitle'),
      switchLanguage: { method: 'post', path: c.req.path },
      body: <AddressChangedPage visit={visit} />,
    })
  })

  return app
}

/** The preferences from which the form was opened. */
function backFrom(c: Context): string {
  return c.req.path.replace(/\/address$/, '')
}

async function answerForm(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  shown: { maskedAddress: string; email: string; errors: FormErrors },
  status?: ContentfulStatusCode,
): Promise<Response> {
  const page = {
    title: visit.words.page('address.title'),
    body: <ChangeAddressPage visit={visit} path={c.req.path} backPath={backFrom(c)} {...shown} />,
  }
  return answerMoment(c, parts, visit, page, status)
}

async function answerMoment(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  page: Pick<Page, 'title' | 'body' | 'switchLanguage'>,
  status?: ContentfulStatusCode,
): Promise<Response> {
  const { letterhead } = await readSite(parts.world)
  return answerPage(c, parts, visit, { ...page, letterhead, sky: 'dim' }, status)
}
