import { hc } from 'hono/client'
import type { StaffApi } from '#http/staff/api'
import { request } from './request.ts'

/**
 * The staff API, typed by its routes: `await (await api.campaigns.$get({ query: {} })).json()`. A refusal is thrown as a
 * `Problem`, so every answer that arrives is one that was hoped for.
 */
export const { api } = hc<StaffApi>(location.origin, { fetch: request })
