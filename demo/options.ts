import { parseArgs } from 'node:util'
import { DemoFailure } from './demo-failure.ts'

export type Options = {
  /** Stop when the story is over, and end with one line of JSON. */
  readonly exit: boolean
  /** Take away what earlier runs have left, and do nothing else. */
  readonly remove: boolean
  readonly help: boolean
}

export const help = `Usage: scripts/demo [--exit]
       scripts/demo --remove

Starts Northlight with a database, keys and a mailbox of its own, and plays a whole story over HTTP: three people
subscribe and confirm, 500 sample readers are imported, the year is planned, the letter of a playbook is approved and
sent, one reader leaves, others' mail comes back, and a second letter does not reach who has left. Meanwhile the desks of
the staff fill with letters in every state, so that each screen of the console has something to show. Then everything that
was stored or logged is searched for readers' addresses. It takes two to three minutes. No mail leaves this machine.

Everybody in it is invented, and every page says so.

  --exit     stop at the end of the story; without it everything stays up until Ctrl-C
  --remove   take away everything that earlier runs have left: the directory, and the database where it lies elsewhere
  --help     this text

The demo keeps its data in .data/demo, or where DATA_DIR says, and empties that directory first. A directory that holds
anything but an earlier run of the demo is refused. No other setting of Northlight is read.

With --remove the last line is {"demo":"removed","found":true}, or false when there was nothing to remove. A demo that is
still running is refused.

With --exit the last line is one JSON object, and the exit status is 0:

  {"demo":"ok","subscribed":3,"confirmed":3,"sent":420,"failed":0,"unsubscribed":1,"seconds":145}

  subscribed     people who subscribed on the form
  confirmed      of those, people who confirmed with the link in their mail
  sent           letters of the first campaign that the mail server accepted, by the campaign's report
  failed         letters of the first campaign that it did not accept
  unsubscribed   of the people who subscribed on the form, those who left by one click
  seconds        from the start of the demo to the end of the story

When anything goes wrong, the reason is on standard error, the last line is {"demo":"failed","reason":"…"}, and the
exit status is 1; 130 after Ctrl-C before the end of the story, and 2 for a wrong option.
`

/** @throws DemoFailure for an option that there is not. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        exit: { type: 'boolean', default: false },
        remove: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    })
    if (values.exit && values.remove) throw new Error('two wishes')
    return values
  } catch {
    throw new DemoFailure('The options are --exit or --remove, and --help.')
  }
}
