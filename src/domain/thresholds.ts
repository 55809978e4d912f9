/** When sending stops by itself and waits for a person. Set in the configuration; these are the defaults' reasons. */
export type Thresholds = {
  /** Letters of a campaign that must have left before percentages of it mean anything. */
  readonly lettersMin: number
  /** Hard bounces in percent of the letters that left, above which a campaign is held: a list that is not its readers'. */
  readonly hardBouncePercent: number
  /** Complaints in percent of the letters that left, above which a campaign is held; mailbox providers act at 0.3. */
  readonly complaintPercent: number
  /** Batches in a row that a provider fails before it is given a rest. */
  readonly failingBatches: number
  /** After this long without one batch that went well, campaigns do what their policy says. */
  readonly failingMinutes: number
  /** After a silence of this long nothing is sent until a person has looked. */
  readonly downtimeMinutes: number
}

/** What holds where the configuration says nothing. */
export const defaultThresholds: Thresholds = {
  lettersMin: 200,
  hardBouncePercent: 5,
  complaintPercent: 0.1,
  failingBatches: 5,
  failingMinutes: 60,
  downtimeMinutes: 120,
}
