import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { getSavedViews, saveView, selectStartView } from './saved-views.ts'
import { getStartView } from './start-view.ts'
import { SavedViewsList } from './saved-views-list.tsx'

beforeEach(() => localStorage.clear())

const show = (query: string) => {
  render(<SavedViewsList query={query} />)
  return userEvent.setup()
}

test('saves the current view under a name, links to it, and deletes it', async () => {
  const user = show('?state=free&seats=6')
  await user.type(screen.getByRole('textbox', { name: 'Save this view as' }), 'Room for six')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByRole('link', { name: 'Room for six' })).toHaveAttribute(
    'href',
    '/?state=free&seats=6',
  )
  expect(screen.getByRole('link', { name: 'Room for six' })).toHaveAttribute('aria-current', 'true')
  await user.click(screen.getByRole('button', { name: 'Delete Room for six' }))
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
  expect(getSavedViews()).toEqual([])
})

test('has one default view, which follows changes to its saved view', async () => {
  saveView({ name: 'Mine', query: '?place=f3' })
  saveView({ name: 'Other', query: '?view=table' })
  const user = show('')
  await user.click(screen.getByRole('checkbox', { name: 'Open by default: Mine' }))
  await user.click(screen.getByRole('checkbox', { name: 'Open by default: Other' }))
  expect(screen.getByRole('checkbox', { name: 'Open by default: Mine' })).not.toBeChecked()
  saveView({ name: 'Other', query: '?view=table&place=f2' })
  expect(getStartView()).toBe('?view=table&place=f2')
})

test('resets the default view when it is deleted', async () => {
  saveView({ name: 'Mine', query: '?place=f3' })
  selectStartView('?place=f3')
  const user = show('')
  await user.click(screen.getByRole('button', { name: 'Delete Mine' }))
  expect(getStartView()).toBeNull()
})

test.each(['nonsense', '{}', '[{"name":""}]', '[{"name":"x","query":"javascript:alert(1)"}]'])(
  'ignores malformed stored views: %s',
  (text) => {
    localStorage.setItem('headroom.views', text)
    expect(getSavedViews()).toEqual([])
  },
)
