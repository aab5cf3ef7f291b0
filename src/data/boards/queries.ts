import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { refetchNow } from '#src/lib/query-polling.ts'
import { postJson } from '#src/lib/api/post-json.ts'
import { sendJson, request } from '#src/lib/api/request.ts'
import { second } from '#src/domain/time/duration.ts'
import { ActivityResponse } from '#src/contract/activity.ts'
import { Board, BoardsResponse, omitDefaultOptions, type BoardDraft } from '#src/contract/board.ts'
import type { BoardLogoUpload } from '#src/contract/board-logo.ts'
import { Display, DisplaysResponse, type DisplayUpdate } from '#src/contract/display.ts'
import { PendingPairing, type PairDisplayRequest } from '#src/contract/pairing.ts'

const pollIntervalMs = 15 * second
const boardsKey = ['walls'] as const

/** Query for all displays with their status, and whether the gateway has an account for displays. */
export function displaysQuery() {
  return queryOptions({
    queryKey: [...boardsKey, 'displays'] as const,
    queryFn: async ({ signal }) =>
      (await request({ method: 'GET', path: '/api/displays', schema: DisplaysResponse, signal }))
        .data,
    meta: { every: pollIntervalMs },
  })
}

/** Query for all boards, sorted by name. */
export function boardsQuery() {
  return queryOptions({
    queryKey: [...boardsKey, 'boards'] as const,
    queryFn: async ({ signal }) =>
      (await request({ method: 'GET', path: '/api/boards', schema: BoardsResponse, signal })).data
        .boards,
    meta: { every: pollIntervalMs },
  })
}

/** Refetches displays and boards after a change. */
export function invalidateBoards(client: QueryClient): Promise<void> {
  return refetchNow(client, { queryKey: boardsKey })
}

/** Creates a board, or updates `existing`. Throws the errors of `request`. */
export async function saveBoard(draft: BoardDraft, existing: Board | null): Promise<Board> {
  const body = omitDefaultOptions(draft)
  const { data } = await request(
    existing === null
      ? { method: 'POST', path: '/api/boards', body, schema: Board }
      : {
          method: 'PUT',
          path: `/api/boards/${encodeURIComponent(existing.id)}`,
          body: { revision: existing.revision, draft: body },
          schema: Board,
        },
  )
  return data
}

/** Returns the URL of a board's logo, or null if it has none. */
export function logoUrlOf({ id, logo }: Board): string | null {
  return logo === null ? null : `/api/boards/${encodeURIComponent(id)}/logo?v=${logo}`
}

/** Replaces the logo of a board, or removes it if `upload` is null. Throws the errors of `request`. */
export async function saveLogo(boardId: string, upload: BoardLogoUpload | null): Promise<Board> {
  const path = `/api/boards/${encodeURIComponent(boardId)}/logo` as const
  const { data } = await request(
    upload === null
      ? { method: 'DELETE', path, schema: Board }
      : { method: 'PUT', path, body: upload, schema: Board },
  )
  return data
}

/** Deletes a board. Throws the errors of `request`, with the code `conflict` while a display shows the board. */
export async function deleteBoard(id: string): Promise<void> {
  await sendJson({ method: 'DELETE', path: `/api/boards/${encodeURIComponent(id)}` })
}

/** Query for one page of the activity log. `before` is the `next` of the previous page, or null for the first page. */
export function activityQuery(before: string | null) {
  return queryOptions({
    queryKey: [...boardsKey, 'activity', before] as const,
    queryFn: async ({ signal }) => {
      const query = before === null ? '' : `?before=${encodeURIComponent(before)}`
      const path = `/api/displays/activity${query}` as const
      return (await request({ method: 'GET', path, schema: ActivityResponse, signal })).data
    },
  })
}

/**
 * Returns the pairing request for a code. Throws the errors of `request`, with the code `wrong_code` if no screen shows
 * the code.
 */
export async function lookUpPairingCode(code: string): Promise<PendingPairing> {
  return postJson('/api/displays/pairing', { code }, PendingPairing)
}

/**
 * Pairs the screen that shows a code. Throws the errors of `request`, with the code `wrong_code` if no screen shows the
 * code, or if a screen other than the confirmed one shows it.
 */
export async function pairDisplay(pairing: PairDisplayRequest): Promise<Display> {
  return postJson('/api/displays', pairing, Display)
}

/** Changes the name or board of a display. Throws the errors of `request`. */
export async function updateDisplay(id: string, change: DisplayUpdate): Promise<void> {
  const path = `/api/displays/${encodeURIComponent(id)}` as const
  await request({ method: 'PATCH', path, body: change, schema: Display })
}

/** Unpairs a display. The display detects this on its next poll. Throws the errors of `request`. */
export async function revokeDisplay(id: string): Promise<void> {
  await sendJson({ method: 'DELETE', path: `/api/displays/${encodeURIComponent(id)}` })
}
