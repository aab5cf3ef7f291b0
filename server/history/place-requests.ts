import { type UnixMinute } from '#src/domain/history/minutes.ts'
import { type DayKind } from './files/layout.ts'
import { type QuerySession, type RunInSession } from './query/duckdb.ts'
import type { HistoryView } from './query/history-view.ts'
import { queryOverCapacity } from './query/over-capacity-query.ts'
import { listPlaceFiles, queryPlaceHours } from './query/place-hours.ts'
import type { PrivacyRules } from './query/moments-input.ts'
import { queryPlaceMinutes } from './query/place-minutes.ts'
import { queryPlaceMoments } from './query/place-moments.ts'
import { queryPlaceRoomHours } from './query/place-room-hours.ts'
import { queryPlaceSensors } from './query/place-sensors.ts'
import { queryPlaceRooms } from './query/place-rooms.ts'
import { type HistoryRequests, type PlaceQuery, type Requests, type Result } from './protocol.ts'

export type Answer = {
  run: (runInSession: RunInSession, view: HistoryView) => Promise<unknown>
  /** Lists the files that the query reads. */
  files: (view: HistoryView) => Promise<string[]>
}

/** Returns the functions that answer requests about many rooms. */
export function answerPlaceQueries(
  answer: (query: Answer, signal: AbortSignal) => Promise<Result<Uint8Array>>,
  keepsSmallRooms: boolean,
  latestNow: () => UnixMinute,
): Pick<
  Requests<HistoryRequests>,
  | 'placeRooms'
  | 'placeHours'
  | 'placeRoomHours'
  | 'placeMoments'
  | 'placeMinutes'
  | 'placeSensors'
  | 'overCapacity'
> {
  /** Creates the request of a query that runs in one session. */
  const toRequest =
    <TQuery extends PlaceQuery>(
      run: (
        session: QuerySession,
        view: HistoryView,
        query: TQuery,
        rules: PrivacyRules,
      ) => Promise<unknown>,
      kinds: readonly DayKind[],
    ) =>
    (query: TQuery, signal: AbortSignal) =>
      answer(
        {
          run: (runInSession, view) =>
            runInSession((session) =>
              run(session, view, query, { keepsSmallRooms, latestNow: latestNow() }),
            ),
          files: async (view) =>
            (await Promise.all(kinds.map((kind) => listPlaceFiles(view, kind, query)))).flat(),
        },
        signal,
      )
  return {
    placeRooms: toRequest(queryPlaceRooms, ['room-hours']),
    placeHours: toRequest(queryPlaceHours, ['room-hours']),
    placeRoomHours: toRequest(queryPlaceRoomHours, ['room-hours']),
    placeMoments: toRequest(queryPlaceMoments, ['room-hours', 'room-minutes']),
    placeMinutes: toRequest(queryPlaceMinutes, ['sensor-minutes', 'room-minutes']),
    placeSensors: toRequest(queryPlaceSensors, ['sensor-minutes']),
    overCapacity: toRequest(queryOverCapacity, ['room-hours', 'room-minutes']),
  }
}
