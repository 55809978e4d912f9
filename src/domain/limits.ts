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
  /** Windows cuts a link that it hands to a mail program at 2,083 characters, and a webmail puts its own address first. */
  mailtoLengthMax: 1_900,
  /** Slower than any person who reads the form, faster than a script that does not wait. */
  formFillSecondsMin: 2,
  /** A form left open overnight still works; a harvested one does not work for ever. */
  formAgeHoursMax: 24,
  /** An erasure waits for a batch on its way: usually minutes, at most until a key that may be repeated is forgotten. */
  erasureRetrySecondsMin: 15,
  erasureRetrySecondsMax: 30 * 60,
  /** Readers erased in one run of retention, a few ms each: 48,000 in a day, and no run is long. */
  retentionReadersMax: 2_000,
  /** Letters forgotten in one run of retention, in pages of `expansionPageSize`: about a minute. */
  retentionLettersMax: 1_000_000,
  /** Letters shown to a reader of their own data: more than anybody gets in the years that they are kept. */
  ownLettersMax: 10_000,
  /** Data protection: an address that nobody confirmed is erased with its request. */
  pendingSubscriptionDays: 7,
  /** How long a worker trusts what it knows of quiet days: less than anybody notices at midnight. */
  quietDaysMemorySeconds: 60,
  /** Long enough for a year abroad or a year of rest; whoever wants longer leaves, and comes back when they like. */
  pauseDaysMax: 366,
  /** A name with a title, in any script; it stands in a greeting. */
  greetingNameLengthMax: 60,
  /** A digest comes at a civil hour of the first day, and a week late at most: later it would be old news. */
  digestHour: 9,
  digestDaysMax: 7,
  /** Readers whose digests are decided in one transaction. */
  digestPageSize: 500,
  /** Whoever has just asked for it looks for it the same day. */
  addressChangeHours: 24,
  /** A link that was just asked for is used at once. */
  requestedPreferencesLinkMinutes: 60,
  /** Long enough to reach a colleague, short enough not to lie about in a mailbox for ever. */
  invitationHours: 72,
  /** What is grave asks for a second factor shown this lately: long enough for a review, shorter than a coffee. */
  confirmationMinutes: 10,
  /** An authenticator app is set up anew in a minute; a challenge that lies about longer was left by somebody. */
  secondStepMinutes: 10,
  /** Printed once, on paper; enough for years of lost telephones. */
  recoveryCodes: 10,
  /** Somebody who uses a key a year from now should have been asked whether it is still needed. */
  apiKeyDaysMax: 365,
  /** A name tells a colleague which of a few things this is. */
  keyNameLengthMax: 80,
  /** Resend takes at most 100 mails in one batch request. */
  apiBatchSizeMax: 100,
  /** As large as the other provider's: what a crash leaves in doubt is bounded by `smtpDoubtMax` and not by the batch. */
  smtpBatchSizeMax: 100,
  /** SMTP knows no key: a process that dies leaves at most this many messages of each of its batches uncertain. */
  smtpDoubtMax: 15,
  /** Servers that look up who we are, or try the patience of spammers, greet after half a minute. */
  smtpGreetingSeconds: 40,
  /** What a slow SMTP server has not begun to take by then is put off, so that a call ends well before its lease does. */
  smtpStartSeconds: 45,
  /** Whatever is still open then is cut off; it has to be before `attemptLeaseSeconds`. */
  smtpCallSeconds: 105,
  /** Messages to a receiving domain that take longer than this, where others do not, get a share of the connections. */
  smtpSlowSeconds: 3,
  /** What was measured of a receiving domain is forgotten after this; it may have recovered. */
  smtpDomainMemorySeconds: 10 * 60,
  /** Receiving domains of which something is remembered; some 300 bytes each. */
  smtpDomainsMax: 5_000,
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
  /** Messages begin at most this long after their batch was last noted, so that their call ends before its lease does. */
  batchNoteSeconds: 10,
  /** How long a provider rests after failing batch after batch: at first, and at most after doubling each time. */
  providerRestSecondsMin: 15,
  providerRestSecondsMax: 5 * 60,
  /** For so long the one batch that tries a rested provider keeps the others back; its call ends within 20 s. */
  providerTrialSeconds: 25,
  /** After a silence of this long, what failed before says nothing of a provider any more. */
  providerMemoryMinutes: 60,
  /** How often a batch comes back to a provider that failed it, and to one that a person has stopped. */
  providerRetrySecondsMin: 5,
  providerRetrySecondsMax: 10 * 60,
  /** A single mail that no provider takes within this time fails, so that a person sees it; nobody waits any more. */
  systemMailHours: 24,
  /** Batches that wait for the same instant come back over as many seconds, so that they do not all wake at once. */
  putOffSpreadSeconds: 10,
  /** A message that a reader's own server put off is tried again after this; most greylists open within minutes. */
  readerRetrySecondsMin: 10,
  readerRetrySecondsMax: 10 * 60,
  /** A letter that a reader's server has not taken by then is old news; a server of our own gives up in days. */
  readerRetryHours: 24,
  /**
   * A transaction whose process says nothing for so long is ended by PostgreSQL: the locks of a machine that has gone or
   * was suspended would otherwise stand for hours, and every worker with them. Between two statements lie milliseconds.
   */
  transactionIdleSeconds: 30,
  /** How long an outcome is kept in memory while the database is away; longer and it is left to the next claim. */
  settleRetrySeconds: 60,
  /** Letters named on the first page: what is new, not an archive. */
  latestLetters: 4,
  /** What a reader waits for the database to take a connection, or for one to be free, before a page says to come back. */
  pageConnectSeconds: 10,
  /** What a statement behind a page may take: all that staff ask for stays far below. */
  pageStatementSeconds: 15,
  /** After so much silence a connection is taken for dead; PostgreSQL itself would have cancelled the statement by then. */
  pageAnswerSeconds: 20,
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
  /** An event of a provider is a few kB, the words of a server that bounced included; nobody else has more to say. */
  webhookBodyBytesMax: 256 * 1024,
  /** Ids of events are 31 characters at Resend, and a hash from our own inbound mail. */
  providerEventIdLengthMax: 200,
  /** An event that claims to be older has its date wrong; some dates would not even fit into the database. */
  providerEventAgeDaysMax: 365,
  /** Events applied in one transaction: some 100 ms, so that no batch is kept waiting for its lock. */
  providerEventPageSize: 500,
  /** An event whose delivery is not there is tried again after this; it may have come before our own commit. */
  parkedEventRetrySeconds: 60,
  /** For so long, since a database may be away for hours and events come meanwhile through another program. */
  parkedEventHours: 24,
  /** Resend repeats an event for up to 28 hours; one repeated later by hand changes no fact a second time. */
  providerEventDays: 7,
  /** One or two complaints are people, whatever percentage of a small campaign they are. */
  complaintsMin: 3,
  /** A job that fails is tried again after five minutes at the latest: what ails it may be over by then. */
  jobBackoffSecondsMax: 5 * 60,
  /** A report returns the letter with it: 280 kB of ours at most, and as much again for servers that pack it twice. */
  inboundMailBytesMax: 2 * 1024 * 1024,
  /** A server gives up on a letter after five days at most; a report that claims to be older has its date wrong. */
  reportAgeDaysMax: 7,
  /** The clocks of workers and database differ by less where a time server sets them; leases last two minutes. */
  clockSkewSecondsMax: 30,
  /** A worker gives a sign of life every 15 s; after this long without one, whoever watches from outside is told. */
  pulseSilenceSeconds: 180,
  /** Two or three sentences on why a suppression is lifted; the record of what was done is no place for letters. */
  liftReasonLengthMax: 500,
  /** What is still true after twenty years does not age, and says so with null. */
  staleAfterMonthsMax: 240,
  /** A name with a title, or one detail: a longer text would try many names at once. */
  watchedLengthMax: 80,
  /** Why a fact changed, in two or three sentences that staff read years later. */
  reasonLengthMax: 500,
  /** RFC 9116 advises less than a year; what a search engine keeps of it is out of date after a quarter. */
  securityTextDays: 90,
  /** An outage that a restart mends is over by then; nobody should press the button every second. */
  outageWaitSeconds: 60,
  /** Sites of one organisation; each is named in the settings and looked at by a person. */
  embedOriginsMax: 20,
  /** A campaign that is paused goes on within days; a copy that claims another month is none of that sending. */
  letterDateDaysMax: 30,
  /** Clocks of servers are not that wrong, and those of readers do not matter. */
  letterDateSlackHours: 1,
  /** A letter of ours as it arrives has 280 kB at most; what a server on the way adds to it has room. */
  reportedMailBytesMax: 512 * 1024,
  /** As many as half a megabyte has that is encoded as mail is, twice over. */
  reportedMailLinesMax: 15_000,
  /** Longer than any code with its dashes and spaces; what is beyond it is not repeated to the reader. */
  typedCodeLengthMax: 40,
  /** A letter carries one code; a message with many was made to be a burden. */
  reportedCodesMax: 10,
  /** A forged letter leads to one or two places; a list of hundreds says nothing. */
  reportedHostsMax: 20,
  /** A forgery is looked into within weeks; a message that names whoever received it is not kept for longer. */
  forgeryReportDays: 90,
  /** Months of growth and loss that are told at once: a year and the month it began in. */
  readershipMonths: 13,
  /** Fewer readers than this could be known by their number, which is not told; more are counted in steps of it. */
  readersToldMin: 10,
  /** Rows in one import request. */
  importRowsMax: 1_000,
  /** Rows in one page of a list. */
  pageSizeMax: 100,
  /** A few words; what is longer is a paste, and each word costs the database a look. */
  searchLengthMax: 100,
  searchTermsMax: 8,
  /** Two lines of the list, with some words before the first that was looked for. In characters. */
  excerptLength: 180,
  excerptLeadLength: 50,
  /** Letters on one page of the archive, and entries of a feed. */
  archivePageSize: 20,
  /** What staff add below a letter: some sentences. */
  noteLengthMax: 1_000,
  /** The protocol of sitemaps ends at 50,000 addresses, and every letter has one for each language. */
  sitemapLettersMax: 20_000,
  /** Pictures of letters kept in memory, at some 60 kB each. */
  cardsKeptMax: 100,
  /** A crawler that asks for more pictures at once than this is asked to come back. */
  cardsWaitingMax: 8,
  /** A draft made this long before its day leaves time to write, translate, check and approve. */
  planningHorizonDays: 14,
  /** A letter for “next week” still helps two days late; after that it would say what is no longer so. */
  lateReminderDays: 2,
  /** What was missed longer ago than this is history, and nobody needs to be told. */
  missedNoticeDays: 90,
  /** How long before its usual time somebody is asked for the day of what is announced. */
  confirmDayNoticeDays: 14,
  /** A usual window longer than this says so little of the day that no letter is drafted from it. */
  tentativeWindowDaysMax: 31,
  /** What returns only every fifth year can be taken up again as well. */
  cloneYearsAhead: 6,
  /** Two letters with no more days than this between them feel like one too many to those who get both. */
  crowdedDays: 2,
  /** A date may move by most of a year, as that of a session does when an epidemic interrupts it. */
  planningSpanDays: 400,
} as const

/** Budgets of use: `points` in every `seconds`, per subject. */
export const rateLimits = {
  /** One confirmation mail in ten minutes is enough to try again, and stops a form from bombing a mailbox. */
  'confirmation-per-address': { points: 1, seconds: 10 * 60 },
  'confirmation-per-address-daily': { points: 3, seconds: 24 * 60 * 60 },
  'preferences-link-per-address': { points: 3, seconds: 60 * 60 },
  /** Somebody who mistypes their new address tries again; writing to strange addresses must not be free. */
  'address-change-per-reader': { points: 3, seconds: 60 * 60 },
  /** An office or a classroom behind one address may subscribe together. */
  'subscribe-per-network': { points: 40, seconds: 10 * 60 },
  /** Without a proof of work a script costs nothing, so a network gets less. */
  'subscribe-without-proof-per-network': { points: 10, seconds: 10 * 60 },
  /** A team behind one address signs in of a morning; a script that guesses does not get far. */
  'sign-in-per-network': { points: 30, seconds: 10 * 60 },
  /** Somebody who mistypes needs a few tries; guessing one account from many networks must not be free. */
  'sign-in-per-account': { points: 10, seconds: 10 * 60 },
  /** Codes have a million values and three of them are right: ten tries in ten minutes and a hundred a day find none. */
  'second-factor-per-account': { points: 10, seconds: 10 * 60 },
  'second-factor-per-account-daily': { points: 100, seconds: 24 * 60 * 60 },
  /** A code counts once (RFC 6238 §5.2); after two minutes it is wrong anyway. */
  'second-factor-code': { points: 1, seconds: 2 * 60 },
  /** Somebody reads it, downloads it and looks again; it reads more than any other page. */
  'own-data-per-reader': { points: 30, seconds: 60 * 60 },
  'verify-per-network': { points: 20, seconds: 10 * 60 },
  /** A proof of work counts once. */
  'proof-of-work': { points: 1, seconds: 60 * 60 },
  /** A few names are tried after they were entered; trying a telephone book must not be possible. */
  'watch-list-test-per-member': { points: 20, seconds: 60 * 60 },
  /** Brake for the whole installation, against a flood from many networks. */
  'confirmations-overall': { points: 600, seconds: 60 },
} as const

export type RateLimitName = keyof typeof rateLimits
