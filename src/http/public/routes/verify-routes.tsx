import { Hono, type Context } from 'hono'
import { readSite } from '#actions/read-site'
import { verifyLetterCode } from '#actions/verify-letter-code'
import { Refusal } from '#domain/refusal'
import { readTypedCode, type TypedCode } from '#domain/typed-code'
import { answerPage } from '../answer.tsx'
import { callerNetwork } from '../caller-network.ts'
import { oneValue, readFormFields } from '../form-fields.ts'
import { UnknownCodePage, VerifiedPage } from '../pages/verified-pages.tsx'
import { VerifyPage } from '../pages/verify-page.tsx'
import type { PublicParts } from '../public-parts.ts'
import { startVisit } from '../visit.ts'

/** Why the question is asked again. */
type Slip = 'codeMissing' | 'pastedLink' | 'pastedMail'

/** Tells what was sent under the code that a letter carries, and nothing about who received it. */
export function verifyRoutes(parts: PublicParts): Hono {
  const { world, publicUrl, clientAddress } = parts
  const app = new Hono()

  const answerCode = async (c: Context, { kind, code }: TypedCode): Promise<Response> => {
    const network = world.blindIndex.network(callerNetwork(clientAddress(c)))
    if (!(await world.rateLimits.take('verify-per-network', network))) throw new Refusal('rate-limited')
    const [{ letterhead }, letter] = await Promise.all([readSite(world), verifyLetterCode(world, { code })])
    const visit = startVisit(c)
    const { words } = visit
    const shown = { visit, contactAddress: letterhead.contactAddress }
    return answerPage(c, parts, visit, {
      title: words.page(letter ? 'verify.foundTitle' : 'verify.unknownTitle'),
      letterhead,
      sky: 'line',
      section: 'verify',
      switchLanguage: { method: 'get', path: `/verify?code=${encodeURIComponent(code)}` },
      body: letter ? (
        <VerifiedPage {...shown} letter={letter} isFromMore={kind === 'code-in-more'} />
      ) : (
        <UnknownCodePage {...shown} code={code} />
      ),
    })
  }

  const answerQuestion = async (c: Context, slip: Slip | null): Promise<Response> => {
    const { letterhead } = await readSite(world)
    const visit = startVisit(c)
    const { words } = visit
    const page = {
      title: words.page('verify.title'),
      letterhead,
      sky: 'line',
      section: 'verify',
      switchLanguage: { method: 'get', path: '/verify' },
      body: (
        <VerifyPage
          visit={visit}
          contactAddress={letterhead.contactAddress}
          host={new URL(publicUrl).host}
          message={slip === null ? undefined : words.page(`verify.${slip}`)}
        />
      ),
    } as const
    if (slip !== null) return answerPage(c, parts, visit, page, 422)
    return answerPage(c, parts, visit, { ...page, description: words.page('verify.lead') })
  }

  const answerTyped = (c: Context, typed: string): Promise<Response> => {
    const read = readTypedCode(typed)
    if (read.kind === 'link') return answerQuestion(c, 'pastedLink')
    return read.kind === 'message' ? answerQuestion(c, 'pastedMail') : answerCode(c, read)
  }

  app.get('/verify', (c) => {
    const typed = (c.req.query('code') ?? '').trim()
    return typed === '' ? answerQuestion(c, null) : answerTyped(c, typed)
  })

  app.post('/verify', async (c) => {
    const typed = oneValue(await readFormFields(c), 'code').trim()
    return typed === '' ? answerQuestion(c, 'codeMissing') : answerTyped(c, typed)
  })

  return app
}
