import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect, useState } from 'react'
import { expect, test } from 'vitest'
import { keepFocus } from './focus-return.ts'

function List() {
  const [names, setNames] = useState(['One', 'Two', 'Three'])
  useEffect(keepFocus, [])
  return (
    <main>
      {names.map((name) => (
        <button key={name} onClick={() => setNames(names.filter((other) => other !== name))}>
          Delete {name}
        </button>
      ))}
    </main>
  )
}

test('when the focused button is removed, focus moves to the next button, or to the previous button if there is no next one', async () => {
  render(<List />)
  await userEvent.click(screen.getByRole('button', { name: 'Delete Two' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Delete Three' })).toHaveFocus())
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Delete One' })).toHaveFocus())
})

test('focus moves to the page’s main content when no focusable element is left', async () => {
  render(<List />)
  for (const name of ['Delete One', 'Delete Two', 'Delete Three'])
    await userEvent.click(screen.getByRole('button', { name }))
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
})
