import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { focusMenuItem, moveFocusInMenu } from './menu-keys.ts'

/** A menu like the saved views: rows with a link and a button, then a text field and a button. */
function Menu({ views = ['Quiet', 'Large'] }: { views?: readonly string[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- as in a popover
    <div role="dialog" aria-label="Views" onKeyDown={moveFocusInMenu}>
      <ul>
        {views.map((view) => (
          <li key={view}>
            <a href={`/${view}`} aria-current={view === 'Large'}>
              {view}
            </a>
            <button>Delete {view}</button>
          </li>
        ))}
      </ul>
      <input aria-label="Name" defaultValue="Name" />
      <button>Save</button>
    </div>
  )
}

const view = (name: string) => screen.getByRole('link', { name })
const button = (name: string) => screen.getByRole('button', { name })
const field = () => screen.getByRole('textbox', { name: 'Name' })

test('the up and down arrow keys move focus between rows, keep the column, and wrap around at the ends', async () => {
  render(<Menu />)
  view('Quiet').focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(view('Large')).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  expect(button('Save')).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  expect(view('Quiet')).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  expect(button('Save')).toHaveFocus()
  button('Delete Quiet').focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(button('Delete Large')).toHaveFocus()
})

test('the left and right arrow keys keep focus in its row, and Home and End move it to the ends of the menu', async () => {
  render(<Menu />)
  view('Quiet').focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(button('Delete Quiet')).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(button('Delete Quiet')).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(view('Quiet')).toHaveFocus()
  await userEvent.keyboard('{End}')
  expect(button('Save')).toHaveFocus()
  await userEvent.keyboard('{Home}')
  expect(view('Quiet')).toHaveFocus()
})

test('a text field keeps the keys that move its cursor', async () => {
  render(<Menu />)
  field().focus()
  await userEvent.keyboard('{Home}{ArrowLeft}{ArrowRight}{End}')
  expect(field()).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  expect(view('Large')).toHaveFocus()
})

test('when a menu opens, focuses its current or last item as soon as that item has rendered', async () => {
  const { rerender } = render(<Menu views={[]} />)
  const stop = focusMenuItem(screen.getByRole('list'), 'current')
  rerender(<Menu />)
  await Promise.resolve()
  expect(view('Large')).toHaveFocus()
  stop()
  focusMenuItem(screen.getByRole('dialog'), 'last')
  expect(button('Save')).toHaveFocus()
})
