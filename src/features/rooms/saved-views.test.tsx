import { act, screen, waitFor, within } from '@testing-library/react'
import * as v from 'valibot'
import { beforeEach, expect, test } from 'vitest'
import { SavedViewsResponse, type SavedViewDraft } from '#src/contract/saved-view.ts'
import { renderApp } from '#src/testing/render-app.tsx'
import { getBrowserViews } from './browser-views.ts'
import { getStartView, setStartView } from './start-view.ts'

beforeEach(() => localStorage.clear())

type Rendered = Awaited<ReturnType<typeof renderApp>>
const free: SavedViewDraft = { name: 'Free now', query: '?state=free', visibility: 'mine' }

function storeBrowserViews(views: readonly object[]) {
  localStorage.setItem('headroom.views', JSON.stringify(views))
}

/** Signs in to an account in another browser, and returns functions that send its requests. */
async function otherBrowser(app: Rendered, account?: Parameters<Rendered['signInElsewhere']>[0]) {
  const fetch = await app.signInElsewhere(account)
  const send = (method: string, path: string, body: unknown) =>
    fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const list = async () =>
    v.parse(SavedViewsResponse, await (await fetch('/api/views')).json()).views
  return { list, send, add: (draft: SavedViewDraft) => send('POST', '/api/views', draft) }
}

const getPanel = () => screen.getByLabelText('Saved views', { selector: '[popover]' })

async function openMenu({ user }: Rendered) {
  await user.click(await screen.findByRole('button', { name: 'Saved views' }))
  // jsdom does not implement popovers.
  const panel = getPanel()
  act(() => {
    panel.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  })
  const menu = within(panel)
  await menu.findByRole('region', { name: 'Shared views', hidden: true })
  return {
    ...menu,
    mine: () => within(menu.getByRole('region', { name: 'My views', hidden: true })),
    shared: () => within(menu.getByRole('region', { name: 'Shared views', hidden: true })),
  }
}

function closeMenu() {
  act(() => {
    const closed = Object.assign(new Event('toggle'), { newState: 'closed' })
    getPanel().dispatchEvent(closed)
  })
}

function requestPath(input: string | URL | Request): string {
  return input instanceof Request ? input.url : input.toString()
}

/** Returns a `pageFetch` that rejects requests for which `isFailing` returns true. */
const failingFetch =
  (isFailing: (path: string) => boolean) =>
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    if (isFailing(requestPath(input))) throw new TypeError('Failed to fetch')
    return fetch(input, init)
  }

test('saves the current view, links to it, and moves the focus to the heading when the view is deleted', async () => {
  const app = await renderApp({ path: '/?state=free&seats=6&unknown=1' })
  const { user } = app
  const menu = await openMenu(app)
  await user.type(menu.getByLabelText('Save this view as'), 'Room for six{Enter}')
  const link = await menu.mine().findByText('Room for six')
  expect(link).toHaveAttribute('href', '/?state=free&seats=6')
  expect(link).toHaveAttribute('aria-current', 'true')
  expect(menu.getByLabelText('Save this view as')).toHaveValue('')
  await user.click(menu.getByLabelText('Delete Room for six'))
  expect(link).toBeInTheDocument()
  await user.click(menu.getByLabelText('Confirm delete: Room for six'))
  await waitFor(() => expect(link).not.toBeInTheDocument())
  expect(menu.mine().getByText('My views')).toHaveFocus()
  expect(await (await otherBrowser(app)).list()).toEqual([])
})

test('deletes a view only after confirmation, even if the delete button is clicked repeatedly', async () => {
  const app = await renderApp()
  const other = await otherBrowser(app)
  await other.add(free)
  const menu = await openMenu(app)
  const button = await menu.mine().findByLabelText('Delete Free now')
  for (let clicks = 0; clicks < 3; clicks += 1) await app.user.click(button)
  expect(menu.getByLabelText('Delete Free now')).toBe(button)
  await app.user.click(menu.getByText('Cancel'))
  expect(button).toHaveFocus()
  expect(menu.queryByText('Confirm delete')).toBeNull()
  expect(await other.list()).toHaveLength(1)
})

test('shares a view with accounts that see one of the same sites, renames it and stops sharing it', async () => {
  const app = await renderApp({ path: '/?state=free' })
  const { user } = app
  const menu = await openMenu(app)
  await user.type(menu.getByLabelText('Save this view as'), 'Free now')
  await user.click(menu.getByLabelText('Share with everyone at your 3 sites'))
  await user.click(menu.getByText('Save'))
  await menu.shared().findByText('Free now')
  const hudson = await otherBrowser(app, 'singleSite')
  expect(await hudson.list()).toMatchObject([{ name: 'Free now', isOwn: false }])
  expect(await (await otherBrowser(app, 'otherOrganisation')).list()).toEqual([])

  await user.click(menu.getByLabelText('Edit Free now'))
  expect(menu.getByLabelText('Name')).toHaveFocus()
  await user.keyboard('Renamed')
  await user.click(menu.shared().getByLabelText('Share with everyone at your 3 sites'))
  await user.click(menu.shared().getByText('Save'))
  await menu.mine().findByText('Renamed')
  // The row with the edit button no longer exists.
  expect(menu.mine().getByText('My views')).toHaveFocus()
  expect(await hudson.list()).toEqual([])
})

test('the share checkbox names the location of the view instead of the sites', async () => {
  const app = await renderApp({ path: '/?place=annex_floor' })
  const menu = await openMenu(app)
  expect(
    menu.getByLabelText('Share with everyone who has access to annex_floor'),
  ).toBeInTheDocument()
  expect(menu.queryByLabelText(/at your 3 sites/)).toBeNull()
})

test('shows views that others share, which only managers may change', async () => {
  const app = await renderApp({ managers: 'hudson@headroom.example' })
  const hudson = await otherBrowser(app, 'singleSite')
  await hudson.add({ ...free, visibility: 'shared' })
  const menu = await openMenu(app)
  await menu.shared().findByText('Free now')
  expect(menu.shared().getByText('Shared by hudson@headroom.example')).toBeInTheDocument()
  expect(menu.queryByLabelText('Edit Free now')).toBeNull()
  expect(menu.queryByLabelText('Delete Free now')).toBeNull()
})

test('returns the focus to the edit button when editing is cancelled', async () => {
  const app = await renderApp()
  await (await otherBrowser(app)).add(free)
  const menu = await openMenu(app)
  await app.user.click(await menu.mine().findByLabelText('Edit Free now'))
  await app.user.click(menu.getByText('Cancel'))
  expect(menu.getByLabelText('Edit Free now')).toHaveFocus()
})

test('keeps the input of both forms while the menu is closed, but not after saving', async () => {
  const app = await renderApp()
  const { user } = app
  const other = await otherBrowser(app)
  await other.add(free)
  const reopen = async () => {
    closeMenu()
    return openMenu(app)
  }
  let menu = await openMenu(app)
  await user.type(menu.getByLabelText('Save this view as'), 'Later')
  await user.click(menu.getByLabelText(/^Share with everyone/))
  await user.click(await menu.mine().findByLabelText('Edit Free now'))
  await user.clear(menu.getByLabelText('Name'))
  await user.type(menu.getByLabelText('Name'), 'Free soon')
  menu = await reopen()
  expect(menu.getByLabelText('Save this view as')).toHaveValue('Later')
  expect(menu.getAllByLabelText(/^Share with everyone/).at(-1)).toBeChecked()
  expect(menu.getByLabelText('Name')).toHaveValue('Free soon')
  await user.click(menu.mine().getByLabelText(/^Share with everyone/))
  await user.type(menu.getByLabelText('Name'), '{Enter}')
  await menu.shared().findByText('Free soon')
  await user.type(menu.getByLabelText('Save this view as'), '{Enter}')
  await menu.shared().findByText('Later')
  menu = await reopen()
  expect(menu.getByLabelText('Save this view as')).toHaveValue('')
  expect(menu.queryByLabelText('Name')).not.toBeInTheDocument()
})

test('keeps the input and shows the error beside it when saving fails', async () => {
  let isOffline = false
  const pageFetch = failingFetch((path) => isOffline && path.startsWith('/api/views'))
  const app = await renderApp({ pageFetch })
  await (await otherBrowser(app)).add(free)
  const menu = await openMenu(app)
  await menu.mine().findByText('Free now')
  isOffline = true
  await app.user.type(menu.getByLabelText('Save this view as'), 'Later{Enter}')
  const input = menu.getByLabelText('Save this view as')
  await waitFor(() => expect(input).toHaveAccessibleDescription(/Can’t reach the Headroom server/))
  expect(input).toHaveValue('Later')
  // The list of the last successful request stays.
  await menu.findByText(/This list may be out of date/)
  expect(menu.mine().getByText('Free now')).toBeInTheDocument()
  isOffline = false
  await app.user.type(input, '{Enter}')
  await menu.mine().findByText('Later')
})

/** Opens the form that edits a view. `other` can change the view at `path` in the meantime. */
async function openEditor() {
  const app = await renderApp()
  const other = await otherBrowser(app)
  await other.add(free)
  const menu = await openMenu(app)
  await app.user.click(await menu.mine().findByLabelText('Edit Free now'))
  const [view] = await other.list()
  return { app, menu, other, path: `/api/views/${view?.id}` }
}

test('rejects a rename after the view has changed elsewhere, keeps the input, and saves it on the next attempt', async () => {
  const { app, menu, other, path } = await openEditor()
  const draft = { ...free, name: 'Theirs' }
  await other.send('PUT', path, { revision: 1, draft })
  await app.user.keyboard('Mine{Enter}')
  await menu.findByText('Someone else has made changes in the meantime.')
  expect(menu.getByLabelText('Name')).toHaveValue('Mine')
  await app.user.keyboard('{Enter}')
  await menu.mine().findByText('Mine')
})

test('replaces a view with the same name only after confirmation, and updates the default view', async () => {
  const app = await renderApp({ path: '/?view=table' })
  await (await otherBrowser(app)).add(free)
  const menu = await openMenu(app)
  await app.user.click(await menu.mine().findByLabelText('Open by default: Free now'))
  expect(getStartView()).toBe('?state=free')
  await app.user.type(menu.getByLabelText('Save this view as'), 'Free now{Enter}')
  await menu.findByText('You already have a view called “Free now”.')
  await app.user.click(menu.getByText('Replace it'))
  await waitFor(() =>
    expect(menu.mine().getByText('Free now')).toHaveAttribute('href', '/?view=table'),
  )
  expect(getStartView()).toBe('?view=table')
})

test('replaces the filters of a view with the current ones, and updates the default view', async () => {
  const app = await renderApp({ path: '/?view=table' })
  await (await otherBrowser(app)).add(free)
  setStartView('?state=free')
  const menu = await openMenu(app)
  await app.user.click(await menu.mine().findByLabelText('Edit Free now'))
  await app.user.click(menu.getByLabelText(/^Replace its filters/))
  await app.user.click(menu.mine().getByText('Save'))
  await waitFor(() =>
    expect(menu.mine().getByText('Free now')).toHaveAttribute('href', '/?view=table'),
  )
  expect(getStartView()).toBe('?view=table')
})

test('shows an error and keeps the input if the edited view no longer exists', async () => {
  const { app, menu, other, path } = await openEditor()
  await other.send('DELETE', path, undefined)
  await app.user.keyboard('Renamed{Enter}')
  await menu.findByText('This view no longer exists.')
  expect(menu.getByLabelText('Name')).toHaveValue('Renamed')
})

test('resets the default view when its saved view is deleted', async () => {
  const app = await renderApp()
  await (await otherBrowser(app)).add(free)
  setStartView('?state=free')
  const menu = await openMenu(app)
  expect(await menu.mine().findByLabelText('Open by default: Free now')).toBeChecked()
  await app.user.click(menu.getByLabelText('Delete Free now'))
  await app.user.click(menu.getByLabelText('Confirm delete: Free now'))
  await waitFor(() => expect(getStartView()).toBeNull())
})

test('offers to reset a default view that is not in the lists', async () => {
  setStartView('?view=plan')
  const app = await renderApp({ path: '/?state=free' })
  const menu = await openMenu(app)
  await app.user.click(await menu.findByText('Clear default'))
  expect(getStartView()).toBeNull()
})

test('moves views of an earlier version to the account once, and removes them from the browser', async () => {
  storeBrowserViews([
    { name: 'Old', query: '?state=free' },
    { name: 'Table', query: '?view=table' },
  ])
  const app = await renderApp()
  const menu = await openMenu(app)
  await waitFor(() => expect(localStorage.getItem('headroom.views')).toBeNull())
  await menu.mine().findByText('Old')
  const views = await (await otherBrowser(app)).list()
  expect(views).toMatchObject([
    { name: 'Old', query: '?state=free', visibility: 'mine' },
    { name: 'Table', query: '?view=table', visibility: 'mine' },
  ])
})

test('keeps browser views while the import fails, and repeats the import without creating duplicates', async () => {
  storeBrowserViews([{ name: 'Old', query: '?state=free' }])
  let answersLost = 0
  let areAnswersLost = true
  const app = await renderApp({
    pageFetch: (fetch) => async (input, init) => {
      const response = await fetch(input, init)
      if (!requestPath(input).endsWith('/import') || !areAnswersLost) return response
      // The gateway has stored the views, but its response does not arrive.
      answersLost += 1
      throw new TypeError('Failed to fetch')
    },
  })
  await openMenu(app)
  await waitFor(() => expect(answersLost).toBeGreaterThan(0))
  expect(getBrowserViews()).toEqual([{ name: 'Old', query: '?state=free' }])
  areAnswersLost = false
  closeMenu()
  const menu = await openMenu(app)
  await waitFor(() => expect(localStorage.getItem('headroom.views')).toBeNull())
  await waitFor(() => expect(menu.mine().getAllByText('Old')).toHaveLength(1))
  expect(await (await otherBrowser(app)).list()).toHaveLength(1)
})

test('during the import of a view, the list always contains the view once', async () => {
  storeBrowserViews([{ name: 'Old', query: '?state=free' }])
  const app = await renderApp()
  const menu = await openMenu(app)
  const counts = new Set<number>()
  const record = () => counts.add(menu.mine().queryAllByText('Old').length)
  const observer = new MutationObserver(record)
  record()
  observer.observe(getPanel(), { childList: true, subtree: true })
  await waitFor(() => expect(localStorage.getItem('headroom.views')).toBeNull())
  await waitFor(() => expect(menu.queryByText('Only in this browser')).toBeNull())
  observer.disconnect()
  expect(counts).toEqual(new Set([1]))
})

test('shows browser views that the gateway has not stored', async () => {
  storeBrowserViews([{ name: 'Old', query: '?state=free' }])
  const app = await renderApp({ pageFetch: failingFetch((path) => path.endsWith('/import')) })
  const menu = await openMenu(app)
  const link = await menu.mine().findByText('Old')
  expect(link).toHaveAttribute('href', '/?state=free')
  expect(menu.mine().getByText('Only in this browser')).toBeInTheDocument()
  await app.user.click(menu.getByLabelText('Delete Old'))
  await app.user.click(menu.getByLabelText('Confirm delete: Old'))
  await waitFor(() => expect(link).not.toBeInTheDocument())
})

test.each(['nonsense', '{}', '[{"name":""}]', '[{"name":"x","query":"javascript:alert(1)"}]'])(
  'ignores malformed stored views: %s',
  (text) => {
    localStorage.setItem('headroom.views', text)
    expect(getBrowserViews()).toEqual([])
  },
)
