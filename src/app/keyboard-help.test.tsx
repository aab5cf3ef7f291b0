import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { KeyboardHelp } from './keyboard-help.tsx'
import { SkipLink } from './header-tools.tsx'

// jsdom does not implement modal dialogs.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})

function Page() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button>Header</button>
      <main id="main">
        <input aria-label="Search" />
      </main>
      <SkipLink />
      <KeyboardHelp isOpen={isOpen} onToggle={setIsOpen} />
    </>
  )
}

test('`?` lists the shortcuts, but not while the user types', async () => {
  render(<Page />)
  await userEvent.type(screen.getByRole('textbox', { name: 'Search' }), 'why?')
  expect(screen.getByRole('textbox', { name: 'Search' })).toHaveValue('why?')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  screen.getByRole('button', { name: 'Header' }).focus()
  await userEvent.keyboard('?')
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  expect(dialog).toHaveTextContent('/Search')
  expect(dialog).toHaveTextContent('eShow the room’s breakdown')
})

test('the first tab stop of the page skips to its content', async () => {
  render(<Page />)
  await userEvent.tab()
  expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('main')).toHaveFocus()
  expect(window.location.hash).toBe('')
})
