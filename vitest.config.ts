import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const postgres = './tests/support/embedded-postgres-for-tests.ts'
const programs = './tests/support/built-programs.ts'

/**
 * One project for each kind of test, so that the quick ones can run alone: `vitest run --project domain`.
 * A test file in a folder that no project names fails `tests/architecture/tidy.test.ts`.
 */
const projects = {
  /** Rules that need nothing but their arguments, and codecs that need nothing but a key. */
  domain: { folders: ['domain', 'jobs', 'crypto', 'mail', 'console'] },
  emails: { folders: ['emails'] },
  /** Everything that stands on PostgreSQL. */
  database: {
    folders: ['database', 'actions', 'http', 'workers', 'flows', 'runtimes', 'demo'],
    globalSetup: [postgres],
    timeoutSeconds: 60,
  },
  /** The same suite on BullMQ's PostgreSQL backend and on Redis. */
  queues: { folders: ['queues', 'chaos'], globalSetup: [postgres, programs], timeoutSeconds: 90 },
  browser: { folders: ['browser'], globalSetup: [postgres], timeoutSeconds: 120 },
  /** The tests of the repository itself: layers, lint rules, tidiness, catalogues. */
  house: { folders: ['architecture'], files: ['tests/*.test.ts'], timeoutSeconds: 120 },
} satisfies Record<string, Project>

type Project = {
  readonly folders: readonly string[]
  readonly files?: readonly string[]
  readonly globalSetup?: string[]
  readonly timeoutSeconds?: number
}

export default defineConfig({
  test: {
    projects: Object.entries(projects).map(([name, project]) => configure(name, project)),
    // Two test files at a time on a small machine; each file has a database of its own.
    maxWorkers: 2,
    // Files share the modules of their worker: to load them anew for each was half the time of a quick suite. So none
    // is ever stubbed (`tests/architecture/tidy-rules.ts`).
    isolate: false,
    // A test that waits for something says for what and how long (`tests/support/wait.ts`).
    slowTestThreshold: 2_000,
    teardownTimeout: 20_000,
  },
})

function configure(name: string, project: Project): TestProjectInlineConfiguration {
  const timeout = (project.timeoutSeconds ?? 20) * 1000
  return {
    test: {
      name,
      environment: 'node',
      include: [...project.folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`), ...(project.files ?? [])],
      setupFiles: ['./tests/support/refuse-console-output.ts'],
      globalSetup: project.globalSetup ?? [],
      restoreMocks: true,
      unstubEnvs: true,
      unstubGlobals: true,
      testTimeout: timeout,
      hookTimeout: timeout,
    },
  }
}
