import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { refresh } from '#src/lib/query-polling.ts'
import { exchange, request } from '#src/lib/api/request.ts'
import { second } from '#src/domain/time/duration.ts'
import { ActivityAnswer } from '#src/contract/activity.ts'
import { Board, BoardsAnswer, type BoardDraft } from '#src/contract/board.ts'
import {
  Display,
  DisplaysAnswer,
  PairingRequest,
  type DisplayChange,
  type PairDisplay,
} from '#src/contract/display.ts'

const every = 15 * second
const walls = ['walls'] as const

/** Every display, how it is, and whether the gateway has an account for them. */
export function displaysQuery() {
  return queryOptions({
    queryKey: [...walls, 'displays'] as const,
    queryFn: async ({ signal }) =>
      (await request({ method: 'GET', path: '/api/displays', schema: DisplaysAnswer, signal }))
        .data,
    meta: { every },
  })
}

/** Every board, by name. */
export function boardsQuery() {
  return queryOptions({
    queryKey: [...walls, 'boards'] as const,
    queryFn: async ({ signal }) =>
      (await request({ method: 'GET', path: '/api/boards', schema: BoardsAnswer, signal })).data
        .boards,
    meta: { every },
  })
}

/** Asks for displays and boards anew, after something was changed. */
export function refreshWalls(client: QueryClient): Promise<void> {
  return refresh(client, { queryKey: walls })
}

/** Keeps a new board, or changes the one that `before` is. Throws as `request` does. */
export async function saveBoard(draft: BoardDraft, before: Board | null): Promise<Board> {
  const { data } = await request(
    before === null
      ? { method: 'POST', path: '/api/boards', body: draft, schema: Board }
      : {
          method: 'PUT',
          path: `/api/boards/${encodeURIComponent(before.id)}`,
          body: { revision: before.revision, draft },
          schema: Board,
        },
  )
  return data
}

/** Throws as `request` does; `conflict` while a display shows it. */
export async function removeBoard(id: string): Promise<void> {
  await exchange({ method: 'DELETE', path: `/api/boards/${encodeURIComponent(id)}` })
}

/** A page of what was done to boards and displays; `before` is the `next` of the page before. */
export function activityQuery(before: string | null) {
  return queryOptions({
    queryKey: [...walls, 'activity', before] as const,
    queryFn: async ({ signal }) => {
      const query = before === null ? '' : `?before=${encodeURIComponent(before)}`
      const path = `/api/displays/activity${query}` as const
      return (await request({ method: 'GET', path, schema: ActivityAnswer, signal })).data
    },
  })
}

/** Who requested a code. Throws as `request` does; `wrong_code` when no screen shows it. */
export async function lookUpCode(code: string): Promise<PairingRequest> {
  const { data } = await request({
    method: 'POST',
    path: '/api/displays/pairing',
    body: { code },
    schema: PairingRequest,
  })
  return data
}

/** Pairs the screen that shows a code. Throws as `request` does; `wrong_code` when none does, or another one. */
export async function pairDisplay(wish: PairDisplay): Promise<Display> {
  const { data } = await request({
    method: 'POST',
    path: '/api/displays',
    body: wish,
    schema: Display,
  })
  return data
}

/** Gives a display another name or board. */
export async function changeDisplay(id: string, change: DisplayChange): Promise<void> {
  const path = `/api/displays/${encodeURIComponent(id)}` as const
  await request({ method: 'PATCH', path, body: change, schema: Display })
}

/** Ends a display's pairing: it learns of it with its next poll. */
export async function revokeDisplay(id: string): Promise<void> {
  await exchange({ method: 'DELETE', path: `/api/displays/${encodeURIComponent(id)}` })
}
