import { describe, expect, test } from 'vitest'
import type { CampaignStatus } from '#domain/campaign'
import { findNeeds, type NeedyCampaign, type NeedySending } from '../../console/screens/home/needs.ts'

const now = Temporal.Instant.from('2026-07-02T01:12:00Z')

const wellSending: NeedySending = {
  stoppedAt: null,
  lastSignOfLife: '2026-07-02T01:11:50Z',
  providers: [{ name: 'smtp', standing: 'ready', isConfigured: true }],
}

function campaign(status: CampaignStatus, more: Partial<NeedyCampaign> = {}): NeedyCampaign {
  return { id: `${status}`, name: status, status, occursOn: null, firstDueAt: null, ...more }
}

function kindsOf(campaigns: readonly NeedyCampaign[], sending: NeedySending = wellSending): string[] {
  return findNeeds({ campaigns, notices: [], sending, missing: [], now }).map(({ kind }) => kind)
}

describe('what needs a person', () => {
  test('is nothing while all is well', () => {
    expect(kindsOf([campaign('scheduled'), campaign('sending'), campaign('sent'), campaign('cancelled')])).toEqual([])
  })

  test('comes in the order of the harm that waiting does', () => {
    const due = { firstDueAt: '2026-07-02T01:00:00Z' }
    const soon = { firstDueAt: '2026-07-10T00:00:00Z' }
    const campaigns = [campaign('draft', soon), campaign('in-review', soon), campaign('draft', due), campaign('held')]
    const sending = { ...wellSending, stoppedAt: '2026-07-02T00:00:00Z', lastSignOfLife: null }
    const notices = [{ campaign: null }]
    const needs = findNeeds({
      campaigns: [...campaigns, campaign('paused')],
      notices,
      sending,
      missing: ['organisation-missing'],
      now,
    })
    expect(needs.map(({ kind }) => kind)).toEqual([
      'organisation-missing',
      'workers-silent',
      'sending-stopped',
      'held',
      'overdue',
      'paused',
      'review',
      'notice',
      'draft-due',
    ])
  })

  test('is said once where a notice tells of a draft already', () => {
    const draft = campaign('draft', { firstDueAt: '2026-07-10T00:00:00Z' })
    const notices = [{ campaign: { id: draft.id } }]
    const needs = findNeeds({ campaigns: [draft], notices, sending: wellSending, missing: [], now })
    expect(needs.map(({ kind }) => kind)).toEqual(['notice'])
  })

  test.each([
    ['2026-07-02T01:09:01Z', []],
    ['2026-07-02T01:08:59Z', ['workers-silent']],
  ])('is a silence of workers since %s: %j', (lastSignOfLife, kinds) => {
    expect(kindsOf([], { ...wellSending, lastSignOfLife })).toEqual(kinds)
  })

  test('is a provider that fails or is stopped, as long as it is used', () => {
    const providers = [
      { name: 'smtp', standing: 'failing', isConfigured: true },
      { name: 'resend', standing: 'stopped', isConfigured: false },
    ]
    expect(kindsOf([], { ...wellSending, providers })).toEqual(['provider'])
  })

  test.each([
    [{ firstDueAt: '2026-07-16T01:12:00Z' }, ['draft-due']],
    [{ firstDueAt: '2026-07-16T01:12:01Z' }, []],
    [{ occursOn: '2026-07-16' }, ['draft-due']],
    [{ occursOn: '2026-07-17' }, []],
    [{ occursOn: '2026-07-01' }, []],
    [{}, []],
  ])('is a draft whose day is near: %j', (day, kinds) => {
    expect(kindsOf([campaign('draft', day)])).toEqual(kinds)
  })
})
