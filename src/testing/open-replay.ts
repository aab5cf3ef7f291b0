import * as v from 'valibot'
import type { BoardDraft } from '#src/contract/board.ts'
import { InsightsQuery } from '#src/contract/insights.ts'
import type { HistoryStatus } from '#src/contract/history-status.ts'
import type { PlaceMinutes } from '#src/contract/place-minutes.ts'
import type { testAccounts } from '#server/simulator/accounts/accounts.ts'
import { withHistoryResponses } from './history-responses.ts'
import { renderApp } from './render-app.tsx'

const minuteMs = 60_000

/** Returns the ID of a room by its name. */
type RoomId = (name: string) => string

type ReplayOptions = {
  /** Returns how the minutes of the day differ from those below. */
  getMinutes?: (roomId: RoomId) => Partial<PlaceMinutes>
  /** Returns the boards of the gateway. */
  getBoards?: (roomId: RoomId) => BoardDraft[]
  account?: keyof typeof testAccounts
  /** The state of a gateway that cannot show the history. */
  unavailable?: Pick<HistoryStatus, 'state' | 'reason'> & { from: null }
}

/**
 * Opens the replay of a day on which Juniper has 3 people until 10:00 and 5 afterwards. Booth 3.1 is withheld, and the
 * other rooms have no data.
 */
export async function openReplay(
  path: string,
  { getMinutes = () => ({}), getBoards = () => [], account, unavailable }: ReplayOptions = {},
) {
  await preloadLayouts()
  const ids = new Map<string, string>()
  const roomId = (name: string) => ids.get(name) ?? ''
  const withHistory = withHistoryResponses(unavailable ?? {}, {})
  let boards: Promise<unknown> | undefined
  return renderApp({
    path,
    ...(account !== undefined && { account }),
    prepare: ({ topology }) => {
      for (const { name, id } of topology.rooms) ids.set(name, id)
    },
    pageFetch: (fetch) => async (input, init) => {
      const { pathname } = new URL(
        input instanceof Request ? input.url : input,
        window.location.href,
      )
      if (pathname === '/api/boards') {
        await (boards ??= Promise.all(getBoards(roomId).map((board) => addBoard(fetch, board))))
      }
      if (pathname !== '/api/insights/minutes') return withHistory(fetch)(input, init)
      if (unavailable !== undefined) {
        const error = { code: 'history_unavailable', message: '' }
        return Response.json({ error }, { status: 503 })
      }
      const { from, to } = v.parse(
        InsightsQuery,
        JSON.parse(typeof init?.body === 'string' ? init.body : ''),
      )
      const response: PlaceMinutes = {
        from,
        to,
        provisionalFrom: null,
        withheldRooms: [roomId('Booth 3.1')],
        hourly: [],
        rooms: [
          {
            room: roomId('Juniper'),
            minutes: [600, (to - from) / minuteMs - 600],
            people: [3, 5],
            reported: [3, 3],
            expected: [3, 3],
          },
        ],
        ...getMinutes(roomId),
      }
      return Response.json(response)
    },
  })
}

/** Loads the layouts first, as `renderApp` does with other lazy modules. */
const preloadLayouts = () =>
  Promise.all([
    import('#src/app/replay-screen.tsx'),
    import('#src/features/displays/replay-board.tsx'),
    import('#src/features/floor-plan/replay-plan.tsx'),
  ])

async function addBoard(fetch: typeof globalThis.fetch, board: BoardDraft) {
  const response = await fetch('/api/boards', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(board),
  })
  if (!response.ok) throw new Error(await response.text())
}
