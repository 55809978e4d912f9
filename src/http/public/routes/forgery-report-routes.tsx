import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readSite } from '#actions/read-site'
import { reportForgery } from '#actions/report-forgery'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { problemStatuses } from '../../problem.ts'
import { answerPage } from '../answer.tsx'
import { formErrorsOf } from '../form-errors.ts'
import { oneValue } from '../form-fields.ts'
import { checkStamp, isTrapped, takeFormBudget } from '../form-guard.ts'
import { ReportedPage, ReportPage, type TypedReport } from '../pages/report-pages.tsx'
import { noErrors, type FormErrors } from '../parts/form-parts.tsx'
import type { PublicParts } from '../public-parts.ts'
import { requireSameOrigin } from '../same-origin.ts'
import { startVisit, type Visit } from '../visit.ts'
import { readReportFields } from './report-fields.ts'

const path = '/verify/report'

/** Takes in messages that somebody holds to be forged. They are larger than what other forms may send. */
export function forgeryReportRoutes(parts: PublicParts): Hono {
  const { world, guard, publicUrl, clientAddress } = parts
  const app = new Hono()

  app.get(path, (c) =>
    answerForm(c, parts, startVisit(c), { typed: { message: '', hadFile: false }, errors: noErrors }),
  )

  const limit = bodyLimit({
    maxSize: limits.reportedMailBytesMax + limits.formBodyBytesMax,
    onError: () => {
      throw new Refusal('report-too-large')
    },
  })
  app.post(path, requireSameOrigin(publicUrl), limit, async (c) => {
    const visit = startVisit(c)
    const { fields, file } = await readReportFields(c)
    const pasted = oneValue(fields, 'message')
    const message = file ?? new TextEncoder().encode(pasted)
    try {
      // Whoever fills in the hidden field gets the form once more, and nothing is kept.
      if (isTrapped(fields)) throw new Refusal('form-expired')
      await checkStamp(world, guard, fields)
      await takeFormBudget(world, guard, fields, clientAddress(c))
      const comparison = await reportForgery(world, { message })
      const { letterhead } = await readSite(world)
      return await answerPage(c, parts, visit, {
        title: visit.words.page('report.doneTitle'),
        letterhead,
        sky: 'line',
        section: 'verify',
        switchLanguage: { method: 'get', path },
        body: <ReportedPage visit={visit} contactAddress={letterhead.contactAddress} comparison={comparison} />,
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const errors = formErrorsOf(error, visit.locale, { message: visit.words.page('report.message') })
      const typed = { message: file ? new TextDecoder().decode(file) : pasted, hadFile: file !== null }
      return answerForm(c, parts, visit, { typed, errors }, problemStatuses[error.code])
    }
  })

  return app
}

async function answerForm(
  c: Context,
  parts: PublicParts,
  visit: Visit,
  { typed, errors }: { typed: TypedReport; errors: FormErrors },
  status?: ContentfulStatusCode,
): Promise<Response> {
  const { world, guard } = parts
  const [{ letterhead }, stamp] = await Promise.all([readSite(world), guard.stamps.issue(world.now())])
  return answerPage(
    c,
    parts,
    visit,
    {
      title: visit.words.page('report.title'),
      letterhead,
      sky: 'line',
      section: 'verify',
      switchLanguage: { method: 'get', path },
      body: <ReportPage visit={visit} typed={typed} errors={errors} stamp={stamp} />,
    },
    status,
  )
}
