import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { checkSending } from '#actions/check-sending'
import { recogniseOutage } from '#actions/recognise-outage'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { allowedMethods } from './public/allowed-methods.ts'
import { readAssets } from './public/assets.ts'
import { compressSharedPages } from './public/compress-shared-pages.ts'
import { createFormStamps } from './public/form-stamp.ts'
import { createLetterCards, type DrawLetterCard } from './public/letter-cards.ts'
import {
  answerBug,
  answerMissingPage,
  answerOutage,
  answerRefusal,
  answerWrongMethod,
} from './public/problem-answers.tsx'
import { createProofOfWork } from './public/proof-of-work.ts'
import type { PublicParts } from './public/public-parts.ts'
import { addressRoutes } from './public/routes/address-routes.tsx'
import { assetRoutes } from './public/routes/asset-routes.ts'
import { calendarRoutes } from './public/routes/calendar-routes.tsx'
import { confirmationRoutes } from './public/routes/confirmation-routes.tsx'
import { crawlerRoutes } from './public/routes/crawler-routes.ts'
import { embedRoutes } from './public/routes/embed-routes.tsx'
import { embedScriptRoutes } from './public/routes/embed-script-routes.ts'
import { embeddedFormRoutes } from './public/routes/embedded-form-routes.ts'
import { feedRoutes } from './public/routes/feed-routes.ts'
import { letterCardRoutes } from './public/routes/letter-card-routes.ts'
import { letterRoutes } from './public/routes/letter-routes.tsx'
import { forgeryReportRoutes } from './public/routes/forgery-report-routes.tsx'
import { manifestRoutes } from './public/routes/manifest-routes.ts'
import { ownDataRoutes } from './public/routes/own-data-routes.tsx'
import { preferencesLinkRoutes } from './public/routes/preferences-link-routes.tsx'
import { preferencesRoutes } from './public/routes/preferences-routes.tsx'
import { subscribeRoutes } from './public/routes/subscribe-routes.tsx'
import { trustRoutes } from './public/routes/trust-routes.tsx'
import { unsubscribeRoutes } from './public/routes/unsubscribe-routes.tsx'
import { verifyRoutes } from './public/routes/verify-routes.tsx'
import { refuseNul } from './public/refuse-nul.ts'
import { requireSameOrigin } from './public/same-origin.ts'
import { strictHeaders } from './strict-headers.ts'

export type AppParts = {
  readonly world: World
  /** The key of form stamps and of proofs of work. */
  readonly formSecret: Uint8Array
  /** The caller's network address, or null where it is not known; the runtime knows which proxies to believe. */
  readonly clientAddress: (c: Context) => string | null
  /** Where the static files of the public pages are. */
  readonly assetsDirectory: string
  /** Draws the pictures of letters; left out where the runtime cannot. */
  readonly drawLetterCard?: DrawLetterCard
  /** Whether everybody on the list was made up, which every page then says. */
  readonly hasSampleData?: boolean
  /** Whether requests can be served, for `/health/ready`. */
  readonly isReady: () => Promise<boolean>
  /** Told of every error that is a bug. */
  readonly reportBug: (error: Error) => void
  /** Apps beside the public pages. Each sets its own headers and answers its own errors. */
  readonly mount?: readonly { readonly path: string; readonly app: Hono }[]
}

/** The whole HTTP application: public pages, health, and whatever is mounted beside them. */
export function createApp(parts: AppParts): Hono {
  const { world, isReady, reportBug, mount = [] } = parts
  const assets = readAssets(parts.assetsDirectory)
  const guard = { stamps: createFormStamps(parts.formSecret), proofOfWork: createProofOfWork(parts.formSecret) }
  const { publicUrl } = world
  const publicParts: PublicParts = {
    world,
    assets,
    publicUrl,
    guard,
    ...(parts.drawLetterCard && { cards: createLetterCards(parts.drawLetterCard) }),
    clientAddress: parts.clientAddress,
  }
  const app = new Hono()

  app.get('/health/live', (c) => c.json({ live: true }))
  app.get('/health/ready', async (c) => {
    const ready = await isReady()
    return c.json({ ready }, ready ? 200 : 503)
  })

  app.get('/health/sending', async (c) => {
    const sending = await checkSending(world)
    return c.json({ sending }, sending === 'ok' ? 200 : 503)
  })

  // Mounted before the rules of the public pages, which hold for those alone.
  for (const { path, app: mounted } of mount) app.route(path, mounted)

  app.route('/', embedScriptRoutes(assets))

  // The proof of work runs in a worker, and its challenge is fetched.
  app.use(secureHeaders(strictHeaders(publicUrl, { connectSrc: ["'self'"], workerSrc: ["'self'"] })))
  app.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })
  app.use(async (c, next) => {
    c.set('hasSampleData', parts.hasSampleData ?? false)
    await next()
  })
  app.use(refuseNul)
  // Before the limit of the other forms: a message is larger than what people type.
  app.route('/', forgeryReportRoutes(publicParts))
  app.use(
    bodyLimit({
      maxSize: limits.formBodyBytesMax,
      onError: () => {
        throw new Refusal('body-too-large')
      },
    }),
  )
  app.route('/', compressSharedPages())
  app.route('/', assetRoutes(assets))
  // Before the check of the origin: a mail program's one-click POST comes from elsewhere by design (RFC 8058).
  app.route('/', unsubscribeRoutes(publicParts))
  // And what sites with our form send, which changes nothing or comes from an origin that the organisation names.
  app.route('/', embedRoutes(publicParts))
  app.route('/', embeddedFormRoutes(publicParts))
  app.use(requireSameOrigin(publicUrl))
  app.get('/altcha', async (c) => c.json(await guard.proofOfWork.challenge(world.now())))
  app.route('/', subscribeRoutes(publicParts))
  app.route('/', confirmationRoutes(publicParts))
  app.route('/', preferencesLinkRoutes(publicParts))
  app.route('/', preferencesRoutes(publicParts))
  app.route('/', addressRoutes(publicParts))
  app.route('/', ownDataRoutes(publicParts))
  app.route('/', crawlerRoutes(publicParts))
  app.route('/', feedRoutes(publicParts))
  app.route('/', letterCardRoutes(publicParts))
  app.route('/', letterRoutes(publicParts))
  app.route('/', calendarRoutes(publicParts))
  app.route('/', verifyRoutes(publicParts))
  app.route('/', manifestRoutes(publicParts))
  app.route('/', trustRoutes(publicParts))

  answerWhatCannotBe(app, publicParts, reportBug)
  return app
}

/** A page for whatever the routes do not answer themselves. */
function answerWhatCannotBe(app: Hono, publicParts: PublicParts, reportBug: AppParts['reportBug']): void {
  app.notFound((c) => {
    const allowed = allowedMethods(app, c.req.path)
    const isAllowed = allowed.includes(c.req.method === 'HEAD' ? 'GET' : c.req.method)
    if (allowed.length > 0 && !isAllowed) return answerWrongMethod(c, publicParts, allowed)
    return answerMissingPage(c, publicParts)
  })
  app.onError((error, c) => {
    if (error instanceof Refusal) return answerRefusal(c, publicParts, error)
    if (error instanceof HTTPException) return error.getResponse()
    if (recogniseOutage(error)) return answerOutage(c, publicParts)
    reportBug(error)
    return answerBug(c, publicParts)
  })
}
