import { eq } from 'drizzle-orm'
import { receiveProviderEvent } from '#actions/receive-provider-event'
import { deliveries, deliveryBatches, suppressions } from '#database/tables'
import type { ProviderEvent } from '#domain/provider-event'
import type { SendingStage } from './sending-stage.ts'

/** A campaign in one batch that a provider has answered for, and what can be told of its letters. */
export type ToldCampaign = {
  readonly campaignId: string
  readonly batchId: string
  /** Receives an event about the letter at a position, `minutes` after the batch was settled. */
  tell(position: number, event: Told): Promise<void>
  /** The letters in the order of their positions. */
  letters(): Promise<(typeof deliveries.$inferSelect)[]>
  batch(): Promise<typeof deliveryBatches.$inferSelect>
}

export type Told = {
  readonly kind: ProviderEvent['kind']
  readonly bounceKind?: ProviderEvent['bounceKind']
  readonly minutes?: number
  readonly id?: string
  readonly reference?: string
}

let events = 0

/** Walks the audience of a new campaign, and notes that its one batch was handed over. */
export async function createToldCampaign(
  stage: SendingStage,
  { uncertain = [] }: { readonly uncertain?: readonly number[] } = {},
): Promise<ToldCampaign> {
  const { world, testDatabase } = stage
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  const settledAt = world.now()
  const { database } = world
  const [placed] = await database.select().from(deliveryBatches).where(eq(deliveryBatches.campaignId, campaignId))
  if (!placed) throw new Error('The campaign reaches nobody.')
  const batchId = placed.id
  await testDatabase.pool.query(
    'update deliveries set uncertain_at = $2 where batch_id = $1 and position = any($3::smallint[])',
    [batchId, settledAt.toString(), uncertain],
  )
  await database
    .update(deliveryBatches)
    .set({
      provider: 'resend',
      sealedAt: settledAt,
      firstAttemptAt: settledAt,
      settledAt,
      acceptedCount: placed.size - uncertain.length,
      uncertainCount: uncertain.length,
      providerIds: Array.from({ length: placed.size }, (_, index) => `provider-id-${index}`),
    })
    .where(eq(deliveryBatches.id, batchId))
  return {
    campaignId,
    batchId,
    tell(position, { kind, bounceKind = null, minutes = 0, id, reference }) {
      events += 1
      return receiveProviderEvent(world, {
        id: id ?? `msg_${events}`,
        provider: 'resend',
        kind,
        bounceKind: kind === 'bounced' ? (bounceKind ?? 'hard') : null,
        reference: reference ?? world.references.sign({ batchId, position }),
        occurredAt: settledAt.add({ minutes }),
      })
    },
    letters: () =>
      database.select().from(deliveries).where(eq(deliveries.batchId, batchId)).orderBy(deliveries.position),
    async batch() {
      const [batch] = await database.select().from(deliveryBatches).where(eq(deliveryBatches.id, batchId))
      if (!batch) throw new Error('The batch has gone.')
      return batch
    },
  }
}

/** The reasons of all suppressions, in order. */
export async function listSuppressionReasons({ world }: Pick<SendingStage, 'world'>): Promise<string[]> {
  const rows = await world.database.select({ reason: suppressions.reason }).from(suppressions)
  return rows.map(({ reason }) => reason).toSorted()
}
