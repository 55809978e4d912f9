import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PresentedProgress } from '#http/staff/present-progress'
import { api } from '../../../api.ts'
import { campaignQuery } from '../../../queries.ts'

/** How far a letter has come. */
export type Progress = PresentedProgress

/** Follows a letter by server-sent events, which the browser asks for again when the line was lost. */
export function useProgress(campaignId: string): Progress | null {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const status = progress?.status
  useEffect(() => {
    let isOver = false
    const source = new EventSource(api.campaigns[':id'].progress.$url({ param: { id: campaignId } }))
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      const told: unknown = JSON.parse(data)
      if (!isProgress(told)) return
      setProgress(told)
      isOver = told.status === 'sent' || told.status === 'cancelled'
    })
    // The line ends with the letter; the browser would ask again and again for what tells nothing more.
    source.addEventListener('error', () => isOver && source.close())
    return () => source.close()
  }, [campaignId])
  // Where it stands is shown by other parts of the screen as well.
  useEffect(() => {
    if (status !== undefined) void client.invalidateQueries({ queryKey: campaignQuery(campaignId).queryKey })
  }, [client, campaignId, status])
  return progress
}

/**
 * The same, asked for again and again: for a screen that shows several letters, since a browser keeps only a few lines
 * to one server open at a time.
 */
export function progressQuery(campaignId: string) {
  return queryOptions({
    queryKey: ['campaigns', campaignId, 'progress'],
    queryFn: async () => {
      const answer = await api.campaigns[':id'].progress.$get({ param: { id: campaignId } })
      const told: unknown = await answer.json()
      return isProgress(told) ? told : null
    },
    refetchInterval: 2_000,
  })
}

function isProgress(told: unknown): told is Progress {
  return typeof told === 'object' && told !== null && 'account' in told && 'zones' in told && 'languages' in told
}
