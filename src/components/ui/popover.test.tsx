import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Popover } from './popover.tsx'

test('closes when Tab moves the focus out of it, but not to its button', async () => {
  const user = userEvent.setup()
  render(
    <>
      <Popover label="Options" button="Open">
        <button>Inside</button>
      </Popover>
      <button>After</button>
    </>,
  )
  await user.click(screen.getByRole('button', { name: 'Open' }))
  // jsdom does not implement popovers, so the test sends the event that opens the panel.
  const opened = Object.assign(new Event('beforetoggle'), { newState: 'open' })
  fireEvent(screen.getByRole('dialog', { name: 'Options', hidden: true }), opened)
  await user.tab()
  expect(screen.getByText('Inside')).toHaveFocus()
  await user.tab({ shift: true })
  expect(screen.getByText('Inside')).toBeInTheDocument()
  await user.tab()
  await user.tab()
  expect(screen.getByText('After')).toHaveFocus()
  expect(screen.queryByText('Inside')).toBeNull()
})
