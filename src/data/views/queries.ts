import { queryOptions, type QueryClient } from '@tanstack/react-query'
import {
  ImportViewsResponse,
  SavedView,
  SavedViewsResponse,
  type BrowserView,
  type SavedViewDraft,
} from '#src/contract/saved-view.ts'
import { second } from '#src/domain/time/duration.ts'
import { postJson } from '#src/lib/api/post-json.ts'
import { request, sendJson } from '#src/lib/api/request.ts'
import { refetchNow } from '#src/lib/query-polling.ts'

const viewsKey = ['saved-views'] as const

/** Query for the account's own views and the views shared with it. */
export function savedViewsQuery() {
  return queryOptions({
    queryKey: viewsKey,
    queryFn: async ({ signal }) =>
      (await request({ method: 'GET', path: '/api/views', schema: SavedViewsResponse, signal }))
        .data,
    gcTime: Number.POSITIVE_INFINITY,
    meta: { every: 30 * second },
  })
}

export function invalidateSavedViews(client: QueryClient): Promise<void> {
  return refetchNow(client, { queryKey: viewsKey })
}

/** Creates a view, or updates `existing`. Throws the errors of `request`. */
export async function putSavedView(
  draft: SavedViewDraft,
  existing: Pick<SavedView, 'id' | 'revision'> | null,
): Promise<void> {
  await request(
    existing === null
      ? { method: 'POST', path: '/api/views', body: draft, schema: SavedView }
      : {
          method: 'PUT',
          path: `/api/views/${encodeURIComponent(existing.id)}`,
          body: { revision: existing.revision, draft },
          schema: SavedView,
        },
  )
}

/** Deletes a view. Throws the errors of `request`. */
export async function deleteSavedView(id: string): Promise<void> {
  await sendJson({ method: 'DELETE', path: `/api/views/${encodeURIComponent(id)}` })
}

/** Adds this browser's views to the account, and returns all views of the account. Throws the errors of `request`. */
export async function importViews<TView extends BrowserView>(
  views: readonly TView[],
): Promise<TView[]> {
  const data = await postJson('/api/views/import', { views }, ImportViewsResponse)
  return views.filter((_, index) => data.stored[index])
}
