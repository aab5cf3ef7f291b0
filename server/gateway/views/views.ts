import { randomBytes } from 'node:crypto'
import {
  type BrowserView,
  type SavedView,
  type SavedViewDraft,
  type SavedViewUpdate,
} from '#src/contract/saved-view.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { StoreFullError } from '#server/gateway/store/store.ts'
import type { ViewsPerson } from './view-access.ts'
import { freeImportName, requireFreeName } from './view-names.ts'
import type { OwnedRecord, StoredView, ViewRecords, ViewsRecord } from './view-records.ts'

/** Saved views, as one person may use them. All methods throw `StoreError`. */
export type Views = {
  /** Returns the person's own views and the views that others share with them, sorted by name. */
  list: (person: ViewsPerson) => Promise<SavedView[]>
  /**
   * Saves a view of this person. Throws `conflict` if they already have a view of that name, or too many views. Throws
   * `StoreFullError` or `too_large` if there is no more space. For a shared view, also throws the person's
   * `sharingError`, if there is one.
   */
  add: (person: ViewsPerson, draft: SavedViewDraft) => Promise<SavedView>
  /**
   * Changes a view. Throws `not_found` if the person does not see it, `not_allowed` if they may not change it,
   * `conflict` if it was changed since `revision`, and the errors of `add`.
   */
  change: (person: ViewsPerson, id: string, change: SavedViewUpdate) => Promise<ViewChange>
  /** Deletes a view and returns it. Throws `not_found` and `not_allowed` like `change`. */
  remove: (person: ViewsPerson, id: string) => Promise<SavedView>
  /**
   * Imports views of a browser as private views, and returns whether the person now has each of them. Skips views that
   * they already have, so that repeating an import changes nothing. Adds a number to a name that is taken.
   */
  import: (person: ViewsPerson, views: readonly BrowserView[]) => Promise<boolean[]>
}

type ViewChange = { before: SavedView; after: SavedView }

type ViewsDeps = {
  records: ViewRecords
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

const maxViewsPerAccount = 100

export function createViews({ records, now }: ViewsDeps): Views {
  const changeView = createViewChange(records)

  function toStored(draft: SavedViewDraft): StoredView {
    const at = now()
    const id = randomBytes(9).toString('base64url')
    return { ...draft, id, revision: 1, createdAt: at, changedAt: at }
  }

  return {
    async list(person) {
      const listed = (await records.list(person.owner)).flatMap(({ owner, record }) =>
        record.views
          .filter((view) => sees(person, owner, record, view))
          .map((view) => toSavedView(person, { owner, record }, view)),
      )
      return listed.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    },
    async add(person, draft) {
      if (draft.visibility === 'shared' && person.sharingError !== null) throw person.sharingError
      const added = toStored(draft)
      let record = emptyRecord(person)
      await records
        .change(person.owner, (stored) => {
          const before = stored ?? emptyRecord(person)
          requireFreeName(before.views, draft.name)
          if (before.views.length >= maxViewsPerAccount) throw tooManyViewsError()
          record = withViews(before, [...before.views, added], person)
          return record
        })
        .catch((error: unknown) => explainLimit(error, true))
      return toSavedView(person, { owner: person.owner, record }, added)
    },
    change(person, id, { revision, draft }) {
      return changeView(person, id, (view, isOwn) => {
        if (view.revision !== revision) throw new GatewayError('conflict')
        // Only the owner may change who sees a view.
        const visibility = isOwn ? draft.visibility : view.visibility
        const becomesShared = visibility === 'shared' && view.visibility !== 'shared'
        if (becomesShared && person.sharingError !== null) throw person.sharingError
        return { ...view, ...draft, visibility, revision: revision + 1, changedAt: now() }
      })
    },
    remove: async (person, id) => (await changeView(person, id, () => null)).before,
    async import(person, views) {
      const stored: boolean[] = []
      for (const view of views) {
        const store = () =>
          records.change(person.owner, (before) =>
            withImported(before ?? emptyRecord(person), view, toStored),
          )
        stored.push(await isStored(store))
      }
      return stored
    },
  }
}

/** Creates a function that finds a view that a person sees, and changes it. */
function createViewChange(records: ViewRecords) {
  /** Returns the owner of the record that contains a view. Throws `not_found` if the person does not see the view. */
  async function findOwner(person: ViewsPerson, id: string): Promise<string> {
    const all = await records.list(person.owner)
    const found = all.find(({ owner, record }) =>
      record.views.some((view) => view.id === id && sees(person, owner, record, view)),
    )
    if (found === undefined) throw viewNotFoundError()
    return found.owner
  }

  /** Changes a view in the record that contains it; `change` returns null to delete the view. */
  return async function changeView(
    person: ViewsPerson,
    id: string,
    change: (view: StoredView, isOwn: boolean) => StoredView | null,
  ): Promise<ViewChange> {
    const owner = await findOwner(person, id)
    const isOwn = owner === person.owner
    let result: ViewChange | null = null
    const changed = records.change(owner, (before) => {
      const view = before?.views.find((one) => one.id === id)
      if (!before || !view || !sees(person, owner, before, view)) throw viewNotFoundError()
      if (!isOwn && !person.isManager) throw notManagerError()
      const after = change(view, isOwn)
      const others = before.views.filter((one) => one !== view)
      // The name is not checked for a manager, because the error would reveal names of the owner's private views.
      if (after !== null && isOwn) requireFreeName(others, after.name)
      const views = after === null ? others : [...others, after]
      const record = withViews(before, views, person, owner)
      result = {
        before: toSavedView(person, { owner, record: before }, view),
        after: toSavedView(person, { owner, record }, after ?? view),
      }
      return record
    })
    await changed.catch((error: unknown) => explainLimit(error, isOwn))
    if (result === null) throw viewNotFoundError()
    return result
  }
}

/** Returns a record with the given views. Stores who shares them, and at which sites, only while a view is shared. */
function withViews(
  record: ViewsRecord,
  views: readonly StoredView[],
  { owner, upstream, account, sites, sharingError }: ViewsPerson,
  recordOwner = owner,
): ViewsRecord {
  if (views.every(({ visibility }) => visibility === 'mine')) {
    return { ...record, views, sharedBy: null, sites: [] }
  }
  // Keeps the stored name and sites if a manager makes the change, or if the owner's current sites are unknown.
  if (recordOwner !== owner || sharingError !== null) return { ...record, views }
  return { ...record, views, upstream, sharedBy: account, sites: [...sites] }
}

function emptyRecord({ upstream }: ViewsPerson): ViewsRecord {
  return { upstream, sharedBy: null, sites: [], views: [], unreadable: [] }
}

function sees(person: ViewsPerson, owner: string, record: ViewsRecord, view: StoredView): boolean {
  return owner === person.owner || person.seesShared(record, view)
}

function toSavedView(
  person: ViewsPerson,
  { owner, record }: OwnedRecord,
  view: StoredView,
): SavedView {
  const isOwn = owner === person.owner
  const sharedBy = view.visibility === 'shared' ? record.sharedBy : null
  return { ...view, isOwn, sharedBy, mayChange: isOwn || person.isManager }
}

function withImported(
  before: ViewsRecord,
  view: BrowserView,
  toStored: (draft: SavedViewDraft) => StoredView,
): ViewsRecord {
  const name = freeImportName(before.views, view)
  if (name === null) return before
  if (before.views.length >= maxViewsPerAccount) throw tooManyViewsError()
  return { ...before, views: [...before.views, toStored({ ...view, name, visibility: 'mine' })] }
}

/** Returns whether a view was stored. It is not stored if the account or the store has no more space. */
async function isStored(store: () => Promise<void>): Promise<boolean> {
  try {
    await store()
    return true
  } catch (error) {
    const isLimit =
      error instanceof StoreFullError ||
      (error instanceof GatewayError && error.code === 'conflict')
    if (isLimit) return false
    throw error
  }
}

/** Throws `too_large` if the views of an account take up too much space, otherwise `error`. */
function explainLimit(error: unknown, isOwn: boolean): never {
  if (!(error instanceof StoreFullError) || error.limit !== 'entry') throw error
  throw new GatewayError('too_large', {
    message: isOwn
      ? 'Your saved views take up too much space. Delete some of them first.'
      : 'The person who shared this view has no space left for saved views. Ask them to delete some first.',
  })
}

function tooManyViewsError(): GatewayError {
  return new GatewayError('conflict', {
    message: `You can save up to ${maxViewsPerAccount} views. Delete one first.`,
  })
}

/** Returns the error both for a view that does not exist and for a view that the person does not see. */
function viewNotFoundError(): GatewayError {
  return new GatewayError('not_found', { message: 'This view no longer exists.' })
}

function notManagerError(): GatewayError {
  return new GatewayError('not_allowed', {
    message: 'Only managers and the person who shared this view can change it.',
  })
}
