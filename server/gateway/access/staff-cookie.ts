import { GatewayProblem } from '#server/gateway/problem.ts'
import type { SessionCookie } from '#server/gateway/session-cookie.ts'
import { isListed, type AccountList } from './account-list.ts'

/**
 * A session cookie for the accounts of a list alone. Others get none, after Butlr has accepted their credentials, so that
 * nobody can find out who is on the list (`write` throws `not_allowed`); a session from before the list counts as none.
 */
export function createStaffCookie(
  cookie: SessionCookie,
  staff: AccountList | undefined,
): SessionCookie {
  return {
    async read(c) {
      const session = await cookie.read(c)
      return session !== null && isListed(staff, session) ? session : null
    },
    async write(c, session) {
      if (!isListed(staff, session)) {
        throw new GatewayProblem('not_allowed', {
          message: 'This account may not use Headroom here. Ask your administrator for access.',
        })
      }
      await cookie.write(c, session)
    },
    clear: cookie.clear,
  }
}
