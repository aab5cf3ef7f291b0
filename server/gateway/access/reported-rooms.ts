import * as v from 'valibot'
import { currentOccupancy } from '#src/contract/reporting.ts'
import { textOf, type AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import { failureOf, isRefusal } from '#server/gateway/butlr/butlr-failure.ts'
import { accountOf, type Session } from '#server/gateway/auth/session.ts'
import { GroupedReadings } from '#server/gateway/displays/board-readings.ts'
import { answerBytes } from '#server/gateway/butlr/report-size.ts'
import { accountKey } from '#server/gateway/topology/topology-accounts.ts'
import { knownForMs } from './known-places.ts'

/**
 * The ids of the rooms in an account's own reports of the last hour, as far as the gateway has asked. Throws
 * `ButlrFailure`.
 */
export type ReportedRooms = (session: Session, signal: AbortSignal) => Promise<ReadonlySet<string>>

type Account = { askedAt: number; lastSeen: Map<string, number> }

const Readings = v.pipe(v.string(), v.parseJson(), GroupedReadings)
const mostAccounts = 200
const askEveryMs = 60_000

/** @param now epoch milliseconds */
export function createReportedRooms(
  butlr: Butlr,
  read: AnswerReader,
  now: () => number,
): ReportedRooms {
  const accounts = new Map<string, Account>()

  function knownOf(session: Session): Account {
    const key = accountKey(session)
    const account = accounts.get(key) ?? { askedAt: Number.NEGATIVE_INFINITY, lastSeen: new Map() }
    accounts.delete(key)
    accounts.set(key, account)
    for (const oldest of accounts.keys()) if (accounts.size > mostAccounts) accounts.delete(oldest)
    return account
  }

  return async function reportedRooms(session, signal) {
    const { token } = session
    const account = knownOf(session)
    const { lastSeen } = account
    const age = now() - account.askedAt
    if (age < 0 || age >= askEveryMs) {
      try {
        const answer = await butlr({
          path: '/api/v3/reporting',
          body: currentOccupancy,
          token,
          account: accountOf(session),
          signal,
          read: read({ kind: 'readings' }),
          maxBytes: answerBytes.live,
        })
        account.askedAt = now()
        for (const id of Object.keys(v.parse(Readings, textOf(answer)))) lastSeen.set(id, now())
      } catch (error) {
        const failure = failureOf(error, signal)
        if (isRefusal(failure) || lastSeen.size === 0) throw failure
      }
    }
    for (const [id, at] of lastSeen) if (now() - at >= knownForMs) lastSeen.delete(id)
    return new Set(lastSeen.keys())
  }
}
