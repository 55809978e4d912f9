import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { now } from '../../../parts/clock.ts'
import { campaignQuery } from '../../../queries.ts'
import type { FullCampaign } from '../campaign-queries.ts'
import { saveDraft, storedDraft } from '../stored-draft.ts'
import { DraftKeeper, type Kept } from './draft-keeper.ts'

/** A draft that saves itself, and what asks before it is left unsaved. */
export function useDraftKeeper(campaign: FullCampaign): {
  readonly keeper: DraftKeeper
  readonly kept: Kept
  readonly blocker: ReturnType<typeof useLeaveQuestion>
} {
  const { id } = campaign
  const client = useQueryClient()
  const [keeper] = useState(() => {
    const read = () => client.query({ ...campaignQuery(id), staleTime: 0 })
    return new DraftKeeper({
      stored: storedDraft(campaign),
      save: async (draft, basedOn) => {
        const number = await saveDraft(id, draft, basedOn)
        void client.invalidateQueries({ queryKey: campaignQuery(id).queryKey, exact: true })
        return number
      },
      load: async () => storedDraft(await read()),
      now,
      after: (milliseconds, act) => {
        const timer = setTimeout(act, milliseconds)
        return () => clearTimeout(timer)
      },
    })
  })
  const kept = useSyncExternalStore(keeper.subscribe, keeper.read)
  useEffect(() => keeper.takeIn(storedDraft(campaign)), [keeper, campaign])
  useEffect(() => {
    const again = (): void => void keeper.flush()
    addEventListener('online', again)
    return () => {
      removeEventListener('online', again)
      keeper.stop()
    }
  }, [keeper])
  return { keeper, kept, blocker: useLeaveQuestion(keeper) }
}

// What can still be saved is saved before the screen changes; only what cannot is asked about.
function useLeaveQuestion(keeper: DraftKeeper) {
  return useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await keeper.flush()),
    enableBeforeUnload: () => keeper.isDirty,
    withResolver: true,
  })
}
