import { randomBytes, createHmac } from 'node:crypto'
import { type ActivityKind } from '#src/contract/activity.ts'
import { type CurrentUpstream } from '#server/gateway/auth/upstream.ts'
import { type Log, clientAddress, type GatewayEnv } from '#server/gateway/http/request-log.ts'
import { type Store } from '#server/gateway/store/store.ts'
import type { Context } from 'hono'
import type { ErrorCode } from '#src/contract/errors.ts'
import { accountName, type Session } from '#server/gateway/auth/session.ts'
import { type ActivityLog, createActivityLog } from './activity-log.ts'

/** Sign-in events are logged but not stored, because the organisation of an account that Butlr rejects is unknown. */
type SignInEvent =
  | { event: 'sign-in.accepted' }
  | { event: 'sign-in.refused' | 'sign-in.limited' | 'sign-in.failed'; problem: ErrorCode }
type SessionEvent =
  | 'sign-out'
  | 'session.refused-by-butlr'
  // These events are only logged, because a manager with one valid code could cause any number of them and flood the
  // activity list.
  | 'pairing.confirmed'
  | 'pairing.limited'

/**
 * Writes one log line per event, with a stable event name, the account and the address, but never a secret, token or
 * pairing code. Also stores changes to boards and displays, and wrong codes, so that managers can list them. Only the
 * methods of `activityLog` may throw or wait for the store.
 */
export type Audit = {
  /** Logs an attempt to sign in; `account` is the name that the user typed. */
  signIn: (c: Context<GatewayEnv>, account: string, event: SignInEvent) => void
  session: (c: Context<GatewayEnv>, session: Session, event: SessionEvent) => void
  /**
   * Records a change to a board or display, or a wrong pairing code. `boardIds` contains all boards concerned; `name`
   * is the name at that time. A wrong code has neither.
   */
  activity: (
    c: Context<GatewayEnv>,
    session: Session,
    change: { event: ActivityKind; name?: string | null; boardIds?: string[] },
  ) => void
  /** Records that someone unpaired a display with its remote control. */
  unpaired: (c: Context<GatewayEnv>, display: { id: string; name: string; boardId: string }) => void
  /**
   * Logs a change to a shared view. The change is not stored, because the Displays page lists only boards and displays.
   */
  view: (
    c: Context<GatewayEnv>,
    session: Session,
    change: { event: 'view.shared' | 'view.changed' | 'view.deleted'; id: string; name: string },
  ) => void
  /**
   * Logs a change of settings with the kinds of the values, such as `rooms.capacity`. The event is not stored, because
   * the record of the settings contains the changes.
   */
  settings: (
    c: Context<GatewayEnv>,
    session: Session,
    change: { event: 'settings.changed' | 'settings.undone'; kinds: string[]; count: number },
  ) => void
  activityLog: ActivityLog
}

type AuditDeps = {
  store: Store
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'info' | 'warn'>
  upstream: CurrentUpstream
  /** Key of the gateway account (`ServiceAccount.key`); null if there is none. */
  gatewayAccount: string | null
}

const maxAccountLength = 100

export function createAudit(deps: AuditDeps): Audit {
  const { log } = deps
  const kept = createActivityLog(deps)
  const salt = randomBytes(32)

  /**
   * Returns the account to log for an attempt that Butlr did not accept. Users may type passwords into the wrong field,
   * so anything but an email address is replaced by a salted hash, which distinguishes accounts only within one
   * process.
   */
  function attemptedName(account: string): string {
    if (/^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+$/.test(account))
      return account.slice(0, maxAccountLength)
    return `unknown-${createHmac('sha256', salt).update(account).digest('hex').slice(0, 8)}`
  }

  return {
    signIn(c, account, event) {
      const name =
        event.event === 'sign-in.accepted'
          ? account.slice(0, maxAccountLength)
          : attemptedName(account)
      log.info({ ...event, ...requestContext(c), account: name }, 'audit')
    },
    session(c, session, event) {
      log.info({ event, ...requestContext(c), account: truncatedAccountName(session) }, 'audit')
    },
    activity(c, session, { event, name = null, boardIds = [] }) {
      const facts = {
        event,
        actor: 'account' as const,
        account: truncatedAccountName(session),
        address: clientAddress(c),
        name,
      }
      log.info({ ...facts, ...requestContext(c), boardIds }, 'audit')
      kept.add({ ...facts, boardIds })
    },
    unpaired(c, { id, name, boardId }) {
      const event = 'display.revoked' as const
      const actor = 'display' as const
      const boardIds = [boardId]
      log.info({ event, actor, displayId: id, ...requestContext(c), name, boardIds }, 'audit')
      kept.add({ event, actor, account: name, address: clientAddress(c), name, boardIds })
    },
    view(c, session, { event, id, name }) {
      const account = truncatedAccountName(session)
      log.info({ event, ...requestContext(c), account, name, viewId: id }, 'audit')
    },
    settings(c, session, { event, kinds, count }) {
      const account = truncatedAccountName(session)
      log.info({ event, ...requestContext(c), account, kinds, count }, 'audit')
    },
    activityLog: kept,
  }
}

function truncatedAccountName(session: Session): string {
  return accountName(session).slice(0, maxAccountLength)
}

function requestContext(c: Context<GatewayEnv>) {
  return { address: clientAddress(c), requestId: c.get('requestId') }
}
