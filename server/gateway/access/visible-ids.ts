import { ButlrFailure, isRefusal } from '#server/gateway/butlr/butlr-failure.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import type { OwnScopes } from './own-scopes.ts'
import type { ReportedRooms } from './reported-rooms.ts'
import { isIncomplete } from './scope.ts'
import type { Ids } from './visible-overrides.ts'

const none: ReadonlySet<string> = new Set()

/**
 * Returns a function that says which ids an account sees: those of its topology. Where Butlr refuses or does not send
 * that, or not completely, the rooms of its own reports count too. Throws `ButlrFailure`.
 */
export function createVisibleIds(own: OwnScopes, reportedRooms: ReportedRooms) {
  return async function visibleIds(session: Session, signal: AbortSignal): Promise<Ids> {
    const scope = own.isRefused(session)
      ? null
      : await own.get(session, signal).catch((error: unknown) => {
          if (error instanceof GatewayProblem) return null
          throw error
        })
    if (scope !== null && !isIncomplete(scope)) return scope
    try {
      const reported = await reportedRooms(session, signal)
      if (scope === null) return { sites: none, buildings: none, floors: none, rooms: reported }
      return { ...scope, rooms: new Set([...scope.rooms, ...reported]) }
    } catch (error) {
      if (scope === null || isRefusal(error) || !(error instanceof ButlrFailure)) throw error
      return scope
    }
  }
}
export type VisibleIds = ReturnType<typeof createVisibleIds>
