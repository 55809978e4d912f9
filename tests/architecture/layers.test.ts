import { describe, expect, test } from 'vitest'
import { layerTable } from './layer-table.ts'
import { layerOf, layerViolations, loadGraph, reachableFrom } from './layer-rules.ts'
import { globCode, listCode, readSource } from './repository.ts'
import { importsOf } from './syntax.ts'

const folders = ['src', 'emails', 'workers', 'console']
const files = listCode(folders).map(readSource)

describe('the layers', () => {
  test('hold: no file imports what the table does not allow', () => {
    expect(files.flatMap(layerViolations)).toEqual([])
  })

  test('were all read: the walk saw every file that a glob finds, and every layer has some', () => {
    expect(files.map(({ path }) => path)).toEqual(globCode(folders))
    expect(files.length).toBeGreaterThan(40)
    expect(files.flatMap(importsOf).length).toBeGreaterThan(files.length)
    const seen = new Set(files.map(({ path }) => layerOf(path)))
    expect(seen).toEqual(new Set(Object.keys(layerTable)))
  })

  test('keep the mailer where mail is carried: nothing that serves the web or decides can load it', () => {
    const graph = loadGraph(files)
    const cannotSend = files.filter(({ path }) =>
      /^(src\/(domain|jobs|crypto|database|actions|http)|emails)\//.test(path),
    )
    const carriers = cannotSend.filter(({ path }) => loadsMail(reachableFrom(path, graph)))
    expect(cannotSend.length).toBeGreaterThan(30)
    expect(carriers).toEqual([])
    const loaders = files.filter(({ path }) => graph.get(path)?.some((next) => next.startsWith('src/mail/')))
    const places = new Set(loaders.map(({ path }) => layerOf(path)))
    expect([...places].filter((place) => !['mail', 'workers', 'runtimes'].includes(place ?? ''))).toEqual([])
    expect(loaders.length).toBeGreaterThan(0)
  })

  test('keep the API free of the queue and of mailers: no file that it loads speaks to BullMQ, Redis or a provider', () => {
    const graph = loadGraph(files)
    const api = reachableFrom('src/runtimes/node.ts', graph)
    const queueUsers = files.filter((file) =>
      importsOf(file).some(({ specifier }) => /^(bullmq|ioredis)/.test(specifier)),
    )
    expect(api.size).toBeGreaterThan(20)
    expect(queueUsers.filter(({ path }) => api.has(path))).toEqual([])
    expect([...api].filter((path) => /^src\/mail\/.*mailer\.ts$/.test(path))).toEqual([])
    expect(queueUsers.length).toBeGreaterThan(0)
  })

  test.each(['inbound', 'receive-mail'])('keep mailers out of %s, which strangers can write to', (program) => {
    const reached = reachableFrom(`src/runtimes/${program}.ts`, loadGraph(files))
    expect([...reached]).toContain('src/mail/inbound-mail.ts')
    expect([...reached].filter((path) => /^(src\/mail\/.*mailer\.ts$|workers\/)/.test(path))).toEqual([])
  })
})

describe('a planted violation is caught', () => {
  test.each([
    ['src/domain/a.ts', `import { x } from '#database/tables'`],
    ['src/domain/a.ts', `import type { X } from '#actions/world'`],
    ['src/domain/a.ts', `import { readFile } from 'node:fs'`],
    ['src/domain/a.ts', `import { x } from '../crypto/key-ring.ts'`],
    ['src/domain/a.ts', `import { x } from './locale'`],
    ['src/domain/a.ts', `import { x } from '#domain/locale'`],
    ['src/domain/a.ts', `export { pg } from 'pg'`],
    ['src/domain/a.ts', `export type { Pool } from 'pg'`],
    ['src/domain/a.ts', `const pg = await import('pg')`],
    ['src/domain/a.ts', 'const name = `pg`; const pg = await import(name)'],
    ['src/domain/a.ts', `type Pool = import('pg').Pool`],
    ['src/domain/a.ts', `import pg = require('pg')`],
    ['src/jobs/a.ts', `import type { World } from '#actions/world'`],
    ['src/crypto/a.ts', `import { readFile } from 'node:fs'`],
    ['src/database/a.ts', `import { createBlindIndex } from '#crypto/blind-index'`],
    ['src/mail/a.ts', `import type { Database } from '#database/database'`],
    ['src/actions/a.ts', `import { createFieldOpener } from '#crypto/field-encryption'`],
    ['src/actions/a.ts', `import { type FieldOpener } from '#crypto/field-encryption'`],
    ['src/actions/a.ts', `import { createSmtpMailer } from '#mail/smtp-mailer'`],
    ['src/actions/a.ts', `import { templates } from '#emails/templates'`],
    ['src/actions/a.ts', `import type { Hono } from 'hono'`],
    ['src/http/a.tsx', `import type { Mailer } from '#mail/mailer'`],
    ['src/http/a.tsx', `import { tables } from '#database/tables'`],
    ['src/http/a.tsx', `import { jobContracts } from '#jobs/job-contracts'`],
    ['src/http/a.tsx', `import { Queue } from 'bullmq'`],
    ['src/http/public/assets/a.ts', `import { readFile } from 'node:fs'`],
    ['src/http/public/assets/a.ts', `import { limits } from '#domain/limits'`],
    ['src/runtimes/a.ts', `import { startWorkers } from '#workers/main'`],
    ['src/runtimes/a.ts', `import { createTransport } from 'nodemailer'`],
    ['emails/a.tsx', `import { tables } from '#database/tables'`],
    ['emails/a.tsx', `import facts from '#content/facts'`],
    ['emails/a.tsx', `import { readFile } from 'node:fs'`],
    ['emails/a.tsx', `import { sample } from './previews/samples.ts'`],
    ['emails/previews/a.tsx', `import { render } from 'react-email'`],
    ['workers/a.ts', `import { app } from '#http/app'`],
    ['workers/a.ts', `import { startEmbeddedPostgres } from '#runtimes/embedded-postgres'`],
    ['src/elsewhere/a.ts', ''],
  ])('%s: %s', (path, text) => {
    expect(layerViolations({ path, text })).toHaveLength(1)
  })

  test.each([
    ['src/domain/a.ts', `import { z } from 'zod'; import { limits } from './limits.ts'`],
    ['src/actions/a.ts', `import type { Mailer } from '#mail/mailer'; import { tables } from '#database/tables'`],
    ['src/http/a.tsx', `import { Hono } from 'hono'; import { cors } from 'hono/cors'; import en from '#messages/en'`],
    ['src/runtimes/a.ts', `import type { Transporter } from 'nodemailer'; import { app } from '#http/app'`],
    ['workers/a.ts', `import { parseConfig } from '#runtimes/config'; import { Worker } from 'bullmq'`],
  ])('what is allowed passes: %s: %s', (path, text) => {
    expect(layerViolations({ path, text })).toEqual([])
  })

  test('a mailer loaded through another file is seen', () => {
    const graph = loadGraph([
      { path: 'src/http/app.ts', text: `import { subscribe } from '#actions/subscribe'` },
      { path: 'src/actions/subscribe.ts', text: `import '#mail/smtp-mailer'; import type { A } from '#mail/mailer'` },
      { path: 'src/mail/smtp-mailer.ts', text: '' },
      { path: 'src/mail/mailer.ts', text: '' },
    ])
    const reached = reachableFrom('src/http/app.ts', graph)
    expect(loadsMail(reached)).toBe(true)
    expect(reached).not.toContain('src/mail/mailer.ts')
  })
})

function loadsMail(paths: ReadonlySet<string>): boolean {
  return [...paths].some((path) => path.startsWith('src/mail/'))
}
