import { OpenAPIHono } from '@hono/zod-openapi'
import { addFactRoute } from './routes/add-fact-route.ts'
import { addWatchedRoute } from './routes/add-watched-route.ts'
import { bringBackLibraryEntryRoute } from './routes/bring-back-library-entry-route.ts'
import { changeFactRoute } from './routes/change-fact-route.ts'
import { describeLibraryFormsRoute } from './routes/describe-library-forms-route.ts'
import { listLibraryRoute } from './routes/list-library-route.ts'
import { listWatchedRoute } from './routes/list-watched-route.ts'
import { readFactRoute } from './routes/read-fact-route.ts'
import { readLibraryEntryRoute } from './routes/read-library-entry-route.ts'
import { removeWatchedRoute } from './routes/remove-watched-route.ts'
import { resetLibraryEntryRoute } from './routes/reset-library-entry-route.ts'
import { retireFactRoute } from './routes/retire-fact-route.ts'
import { retireLibraryEntryRoute } from './routes/retire-library-entry-route.ts'
import { saveLibraryEntryRoute } from './routes/save-library-entry-route.ts'
import { searchFactsRoute } from './routes/search-facts-route.ts'
import { tryWatchedRoute } from './routes/try-watched-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** What letters are made of: facts and their sources, links that are watched, and the entries of the library. */
export function libraryRoutes(parts: StaffParts) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', searchFactsRoute(parts))
    .route('/', readFactRoute(parts))
    .route('/', addFactRoute(parts))
    .route('/', changeFactRoute(parts))
    .route('/', retireFactRoute(parts))
    .route('/', listWatchedRoute(parts))
    .route('/', addWatchedRoute(parts))
    .route('/', removeWatchedRoute(parts))
    .route('/', tryWatchedRoute(parts))
    .route('/', listLibraryRoute(parts))
    .route('/', describeLibraryFormsRoute(parts))
    .route('/', readLibraryEntryRoute(parts))
    .route('/', saveLibraryEntryRoute(parts))
    .route('/', resetLibraryEntryRoute(parts))
    .route('/', retireLibraryEntryRoute(parts))
    .route('/', bringBackLibraryEntryRoute(parts))
}
