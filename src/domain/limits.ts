/** Every bound of the system, with its reason. Sizes in bytes, durations in the unit that ends the name. */
export const limits = {
  /** RFC 5321 §4.5.3.1.3 allows a path of 256 octets including the angle brackets. */
  addressLengthMax: 254,
  /** A subscribe form is well below 2 kB; 32 kB leaves room for every topic and refuses floods. */
  formBodyBytesMax: 32 * 1024,
  /** A revision in every language with long bodies stays below 1 MB; import pages hold 1,000 rows. */
  apiBodyBytesMax: 1024 * 1024,
  /** Gmail clips a message at about 102 kB; the part after the cut holds the unsubscribe link. */
  letterBytesMax: 102 * 1024,
  /** Slower than any person who reads the form, faster than a script that does not wait. */
  formFillSecondsMin: 2,
  /** A form left open overnight still works; a harvested one does not work for ever. */
  formAgeHoursMax: 24,
  /** Data protection: an address that nobody confirmed is erased with its request. */
  pendingSubscriptionDays: 7,
  /** A preferences link in a letter is a key to a person's choices, so it ends; a new one is mailed on request. */
  letterPreferencesLinkDays: 30,
  /** A link that was just asked for is used at once. */
  requestedPreferencesLinkMinutes: 60,
  /** Long enough to reach a colleague, short enough not to lie about in a mailbox for ever. */
  invitationHours: 72,
  /** Resend takes at most 100 mails in one batch request. */
  apiBatchSizeMax: 100,
  /** SMTP has no idempotency key: a crash leaves at most this many messages uncertain. */
  smtpBatchSizeMax: 25,
  /** What a slow SMTP server has not begun to take by then is put off, so that a call ends well before its lease does. */
  smtpStartSeconds: 45,
  /** Whatever is still open then is cut off; it has to be before `attemptLeaseSeconds`. */
  smtpCallSeconds: 105,
  /** One statement of this size takes about 100 ms, so pause and stop act quickly and locks stay short. */
  expansionPageSize: 5_000,
  /** Provider calls end after this long; shutdown waits a little longer. */
  providerTimeoutSeconds: 20,
  /** A provider that asks for a longer pause is asked again after this; a slip in its header must not stop all mail. */
  providerPauseSecondsMax: 15 * 60,
  /** Resend remembers an idempotency key for 24 h; one hour is left for clocks and queues. */
  idempotencyHours: 23,
  /** A batch that was put off for longer is sealed anew, so that whoever left meanwhile is not mailed. */
  sealMinutes: 15,
  /** No call to a provider lasts this long, so a call begun before it has ended, even if nobody knows how. */
  attemptLeaseSeconds: 120,
  /** After this long past its due time a campaign is held for a person rather than sent late. */
  lateStartHours: 6,
  /** A person approves what happens soon; a wall time years ahead is a typing error. */
  scheduleDaysMax: 400,
  /** How long a job can wait unseen when the notification that should have woken the relay was lost. */
  outboxPollSeconds: 5,
  /** Jobs rung in one transaction. */
  outboxPageSize: 500,
  /** How often jobs are looked for that a lost queue forgot. */
  recoverySweepSeconds: 30,
  /** A job rung this long ago and not finished is rung again; while it is still in its queue, that changes nothing. */
  jobSilenceSeconds: 60,
  /** Rows in one import request. */
  importRowsMax: 1_000,
  /** Rows in one page of a list. */
  pageSizeMax: 100,
} as const

/** Budgets of use: `points` in every `seconds`, per subject. */
export const rateLimits = {
  /** One confirmation mail in ten minutes is enough to try again, and stops a form from bombing a mailbox. */
  'confirmation-per-address': { points: 1, seconds: 10 * 60 },
  'confirmation-per-address-daily': { points: 3, seconds: 24 * 60 * 60 },
  'preferences-link-per-address': { points: 3, seconds: 60 * 60 },
  /** An office or a classroom behind one address may subscribe together. */
  'subscribe-per-network': { points: 40, seconds: 10 * 60 },
  /** Without a proof of work a script costs nothing, so a network gets less. */
  'subscribe-without-proof-per-network': { points: 10, seconds: 10 * 60 },
  /** A team behind one address signs in of a morning; a script that guesses does not get far. */
  'sign-in-per-network': { points: 30, seconds: 10 * 60 },
  /** Somebody who mistypes needs a few tries; guessing one account from many networks must not be free. */
  'sign-in-per-account': { points: 10, seconds: 10 * 60 },
  'verify-per-network': { points: 20, seconds: 10 * 60 },
  /** A proof of work counts once. */
  'proof-of-work': { points: 1, seconds: 60 * 60 },
  /** Brake for the whole installation, against a flood from many networks. */
  'confirmations-overall': { points: 600, seconds: 60 },
} as const

export type RateLimitName = keyof typeof rateLimits
