import { Hono, type Context } from 'hono'
import { readSite } from '#actions/read-site'
import { verifyLetterCode } from '#actions/verify-letter-code'
import { readLetterCode } from '#domain/letter-code'
import { Refusal } from '#domain/refusal'
import { answerPage } from '../answer.tsx'
import { callerNetwork } from '../caller-network.ts'
import { oneValue, readFormFields } from '../form-fields.ts'
import { UnknownCodePage, VerifiedPage, VerifyPage } from '../pages/verify-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit } from '../visit.ts'

/** Longer than any code with its dashes; what is beyond it is not repeated to the reader. */
const typedLengthMax = 40

/** Tells what was sent under the code that a letter carries, and nothing about who received it. */
export function verifyRoutes(parts: PublicParts): Hono {
  const { world, publicUrl, clientAddress } = parts
  const app = new Hono()

  const answerCode = async (c: Context, typed: string): Promise<Response> => {
    const network = world.blindIndex.network(callerNetwork(clientAddress(c)))
    if (!(await world.rateLimits.take('verify-per-network', network))) throw new Refusal('rate-limited')
    const [{ letterhead }, letter] = await Promise.all([readSite(world), verifyLetterCode(world, { code: typed })])
    const visit = startVisit(c)
    const { words } = visit
    const shown = { visit, contactAddress: letterhead.contactAddress, host: new URL(publicUrl).host }
    const code = typed.slice(0, typedLengthMax)
    return answerPage(c, parts, visit, {
      title: words.page(letter ? 'verify.foundTitle' : 'verify.unknownTitle'),
      letterhead,
      sky: 'line',
      section: 'verify',
      switchLanguage: { method: 'get', path: `/verify?code=${encodeURIComponent(code)}` },
      body: letter ? (
        <VerifiedPage {...shown} code={readLetterCode(typed) ?? code} letter={letter} />
      ) : (
        <UnknownCodePage {...shown} code={code} />
      ),
    })
  }

  const answerQuestion = async (c: Context, isCodeMissing: boolean): Promise<Response> => {
    const { letterhead } = await readSite(world)
    const visit = startVisit(c)
    const { words } = visit
    const page = {
      title: words.page('verify.title'),
      letterhead,
      sky: 'line',
      section: 'verify',
      body: (
        <VerifyPage
          visit={visit}
          contactAddress={letterhead.contactAddress}
          host={new URL(publicUrl).host}
          message={isCodeMissing ? words.page('verify.codeMissing') : undefined}
        />
      ),
    } as const
    if (isCodeMissing) return answerPage(c, parts, visit, page, 422)
    return answerPage(c, parts, visit, { ...page, description: words.page('verify.lead') })
  }

  app.get('/verify', (c) => {
    const code = (c.req.query('code') ?? '').trim()
    return code === '' ? answerQuestion(c, false) : answerCode(c, code)
  })

  app.post('/verify', async (c) => {
    const code = oneValue(await readFormFields(c), 'code').trim()
    return code === '' ? answerQuestion(c, true) : answerCode(c, code)
  })

  return app
}
