import { PlanningStage } from './planning-stage.ts'
import { seed, seededDates } from './seed.ts'

/** A calendar kept since a day, with some observances of the seed library and its past, or with all of them. */
export function seededStage(since: string, ...ids: string[]): PlanningStage {
  const isWanted = (id: string): boolean => ids.length === 0 || ids.includes(id)
  const planned = new PlanningStage(
    {
      observances: seed.observances.filter(({ id }) => isWanted(id)),
      playbooks: seed.playbooks.series.filter(({ observance }) => isWanted(observance)),
    },
    since,
  )
  planned.dates = seededDates
  return planned
}
