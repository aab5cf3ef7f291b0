import type { UnixMinute } from '#src/domain/history/minutes.ts'
import type { DayKind } from './files/layout.ts'
import type {
  HistoryRequests,
  PlaceMomentsQuery,
  PlaceQuery,
  Requests,
  Result,
} from './protocol.ts'
import type { QuerySession, RunInSession } from './query/duckdb.ts'
import type { HistoryView } from './query/history-view.ts'
import { queryOverCapacity } from './query/over-capacity-query.ts'
import { listPlaceFiles, queryPlaceHours } from './query/place-hours.ts'
import { queryPlaceMinutes } from './query/place-minutes.ts'
import { queryPlaceMoments } from './query/place-moments.ts'
import { queryPlaceRooms } from './query/place-rooms.ts'

/** A query, and the files that it reads. */
export type Answer = {
  run: (runInSession: RunInSession, view: HistoryView) => Promise<unknown>
  /** Lists the files that the query reads. */
  files: (view: HistoryView) => Promise<string[]>
}

/** Returns the requests about many rooms. */
export function answerPlaceQueries(
  answer: (query: Answer, signal: AbortSignal) => Promise<Result<Uint8Array>>,
  keepsSmallRooms: boolean,
  latestNow: () => UnixMinute,
): Pick<
  Requests<HistoryRequests>,
  'placeRooms' | 'placeHours' | 'placeMoments' | 'placeMinutes' | 'overCapacity'
> {
  /** Creates the request of a query that runs in one session. */
  const toRequest =
    <TQuery extends PlaceQuery>(
      run: (session: QuerySession, view: HistoryView, query: TQuery) => Promise<unknown>,
      kinds: readonly DayKind[],
    ) =>
    (query: TQuery, signal: AbortSignal) =>
      answer(
        {
          run: (runInSession, view) => runInSession((session) => run(session, view, query)),
          files: async (view) =>
            (await Promise.all(kinds.map((kind) => listPlaceFiles(view, kind, query)))).flat(),
        },
        signal,
      )
  return {
    placeRooms: toRequest(queryPlaceRooms, ['room-hours']),
    placeHours: toRequest(queryPlaceHours, ['room-hours']),
    placeMoments: toRequest(
      (session, view, query: PlaceMomentsQuery) =>
        queryPlaceMoments(session, view, query, { keepsSmallRooms }),
      ['room-hours', 'room-minutes'],
    ),
    placeMinutes: toRequest(
      (session, view, query: PlaceQuery) =>
        queryPlaceMinutes(session, view, query, { keepsSmallRooms, latestNow: latestNow() }),
      ['sensor-minutes', 'room-minutes'],
    ),
    overCapacity: toRequest(
      (session, view, query: PlaceQuery) =>
        queryOverCapacity(session, view, query, keepsSmallRooms),
      ['room-hours', 'room-minutes'],
    ),
  }
}
