import { createGates, type Gate } from './gates.ts'
import { openDoor } from './door.ts'
import { createMailboxLedger, type LedgerEntry, type MailboxLedger } from './mailbox-ledger.ts'
import { createMovableClock, type MovableClock } from './movable-clock.ts'
import {
  converse,
  headersOf,
  type Envelope,
  type SmtpManners,
  type SmtpStep,
  type SmtpTrouble,
} from './smtp-conversation.ts'

/** A message whose final dot was reached, as it came. */
export type TakenMail = {
  readonly envelope: Envelope
  readonly entry: LedgerEntry
  readonly source: string
  readonly isSecured: boolean
}

/** Decides what happens at a step; `recipient` is the one that was named last. */
export type SmtpChoice = (
  step: SmtpStep,
  about: { readonly recipient: string | null; readonly messageId: string | null },
) => SmtpTrouble | null | Promise<SmtpTrouble | null>

export type SmtpDouble = AsyncDisposable & {
  readonly url: string
  readonly clock: MovableClock
  readonly ledger: MailboxLedger
  /** Every message that was taken, in order. */
  readonly taken: TakenMail[]
  /** Every step that a client reached, in order. */
  readonly steps: SmtpStep[]
  /** Connections that were opened so far. */
  readonly connections: () => number
  /** The next client at this step has this trouble; called twice, the next two have. */
  failNext(step: SmtpStep, trouble: SmtpTrouble): void
  /** Decides at every step for which nothing was ordered by `failNext`; may wait, as a slow server does. */
  setTroubles(choose: SmtpChoice | null): void
  /** Says something on every connection without being asked. */
  say(words: string): void
  /** Keeps clients waiting at a step. Those who wait are named by the Message-ID, or by the recipient before there is one. */
  hold(step: SmtpStep, options?: { readonly count?: number }): Gate
  /** Refuses connections, and cuts those that are open, until `comeBack`. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  stop(): Promise<void>
}

export type SmtpDoubleOptions = SmtpManners & {
  readonly password?: string
  readonly port?: number
  readonly clock?: MovableClock
  readonly ledger?: MailboxLedger
  /** As by `setTroubles`, from the first connection on. */
  readonly troubles?: SmtpChoice
  /** Connections that it takes at a time. */
  readonly clientsMax?: number
  /** Whether messages and steps are kept for inspection. A long run keeps only the ledger. */
  readonly keepsMails?: boolean
}

/**
 * A mail server on loopback that fails on command at every step of the protocol, between the final dot and its answer
 * too. In plain text unless it is given a key, as no packet leaves the machine.
 */
export async function startSmtpDouble({
  password,
  port = 0,
  clock = createMovableClock(),
  ledger = createMailboxLedger(),
  troubles = () => null,
  clientsMax = Infinity,
  keepsMails = true,
  ...manners
}: SmtpDoubleOptions = {}): Promise<SmtpDouble> {
  const taken: TakenMail[] = []
  const steps: SmtpStep[] = []
  const gates = createGates<SmtpStep>()
  const ordered = new Map<SmtpStep, SmtpTrouble[]>()
  let choose = troubles
  let connections = 0

  const host = {
    password: password ?? null,
    manners,
    async meet(step: SmtpStep, { to, messageId }: Envelope): Promise<SmtpTrouble | null> {
      if (keepsMails) steps.push(step)
      const recipient = to.at(-1) ?? null
      await gates.pass(step, messageId ?? recipient ?? '')
      return ordered.get(step)?.shift() ?? choose(step, { recipient, messageId })
    },
    take(envelope: Envelope, source: string, isSecured: boolean): void {
      for (const address of envelope.to) {
        const entry = ledger.take({
          provider: 'smtp',
          address: address.toLowerCase(),
          reference: envelope.messageId?.split('@')[0] ?? null,
          providerId: envelope.messageId ?? '',
          key: null,
          returnPath: envelope.from === '' ? null : envelope.from,
          takenAt: clock.now(),
        })
        if (keepsMails) taken.push({ envelope, entry, source, isSecured })
      }
    },
  }

  const door = await openDoor(port, (socket) => {
    connections += 1
    if (door.visitors().length > clientsMax) socket.end('421 4.3.2 Too many connections\r\n')
    else converse(socket, host)
  })
  const credentials = password === undefined ? '' : `letters:${encodeURIComponent(password)}@`
  return {
    url: `smtp://${credentials}127.0.0.1:${door.port}`,
    clock,
    ledger,
    taken,
    steps,
    connections: () => connections,
    failNext: (step, trouble) => void ordered.set(step, [...(ordered.get(step) ?? []), trouble]),
    setTroubles(chooseNow) {
      choose = chooseNow ?? (() => null)
    },
    say: (words) => door.visitors().forEach((socket) => socket.write(words)),
    hold: (step, options) => gates.hold(step, options),
    goDown: door.close,
    comeBack: door.open,
    stop: door.close,
    [Symbol.asyncDispose]: door.close,
  }
}

/** The headers of a message that was taken, as they stand. */
export function takenHeaders({ source }: TakenMail): string {
  return headersOf(source)
}
