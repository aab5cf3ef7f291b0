import * as v from 'valibot'
import { FiniteNumber } from './butlr-values.ts'
import { StoredName, typedName } from './names.ts'

export const maxViewNameLength = 60
/** The name of a saved view; not blank. */
const ViewName = typedName(maxViewNameLength)

/** The URL parameters of the overview, which `src/lib/overview-params.ts` reads and writes. */
const overviewParamNames: readonly string[] = [
  'view',
  'place',
  'state',
  'tag',
  'seats',
  'q',
  'usual',
  'sort',
  'order',
]

/** Maximum length of a saved view's query, in bytes of UTF-8. */
const maxQueryBytes = 4_096

/**
 * Returns the query of a view without unknown and empty parameters, such as `?state=free&seats=6`. It is an empty
 * string if no parameters remain.
 */
export function normalizeViewQuery(query: string): string {
  const kept = [...new URLSearchParams(query)].filter(
    ([name, value]) => overviewParamNames.includes(name) && value !== '',
  )
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`
}

/**
 * The query of the overview's URL, either empty or starting with `?`. `URLSearchParams` encodes it, so all its
 * characters are ASCII.
 */
const ViewQuery = v.pipe(
  v.string(),
  v.regex(/^(\?.*)?$/),
  v.maxLength(2 * maxQueryBytes),
  v.transform(normalizeViewQuery),
  v.maxLength(maxQueryBytes),
)

/**
 * Who sees a view: only the account that made it, or also accounts that see one of the same sites and the location and
 * tags of the view.
 */
const ViewVisibility = v.picklist(['mine', 'shared'])

/** A view that is stored only in this browser. `POST /api/views/import` copies it to the gateway. */
export const BrowserView = v.object({ name: ViewName, query: ViewQuery })
export type BrowserView = v.InferOutput<typeof BrowserView>

/** The editable part of a view; the body of `POST /api/views`. */
export const SavedViewDraft = v.strictObject({ ...BrowserView.entries, visibility: ViewVisibility })
export type SavedViewDraft = v.InferOutput<typeof SavedViewDraft>

/** The body of `PUT /api/views/:id`. `revision` is the revision of the view to replace. */
export const SavedViewUpdate = v.strictObject({ revision: v.number(), draft: SavedViewDraft })
export type SavedViewUpdate = v.InferOutput<typeof SavedViewUpdate>

/** A view as one account sees it. */
export const SavedView = v.object({
  ...SavedViewDraft.entries,
  id: v.pipe(v.string(), v.minLength(1)),
  /** Increases with each change. */
  revision: v.number(),
  /** Unix milliseconds. */
  createdAt: FiniteNumber,
  /** Unix milliseconds. */
  changedAt: FiniteNumber,
  isOwn: v.boolean(),
  /** The name of the account that made the view; null unless it is shared. */
  sharedBy: v.nullable(StoredName),
  /** Whether this account may change and delete the view. Its owner may, and managers may if it is shared. */
  mayChange: v.boolean(),
})
export type SavedView = v.InferOutput<typeof SavedView>

/**
 * The response of `GET /api/views`: the account's own views and those shared with it, sorted by name. `sharing` is
 * `unavailable` while Butlr does not report what the account sees: shared views of others are then left out, and no
 * view can be shared.
 */
export const SavedViewsResponse = v.object({
  views: v.array(SavedView),
  sharing: v.picklist(['available', 'unavailable']),
})
export type SavedViewsResponse = v.InferOutput<typeof SavedViewsResponse>

/** Maximum number of views in one import, which keeps its body below the gateway's limit. */
export const maxImportedViews = 10
/** The body of `POST /api/views/import`. */
export const ImportViewsRequest = v.strictObject({
  views: v.pipe(v.array(BrowserView), v.minLength(1), v.maxLength(maxImportedViews)),
})
/**
 * The response to an import: for each view, whether the account now has it. A view that was not stored exceeds a limit.
 */
export const ImportViewsResponse = v.object({ stored: v.array(v.boolean()) })
