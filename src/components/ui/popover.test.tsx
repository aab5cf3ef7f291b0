import { act, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Popover } from './popover.tsx'

test('closes when focus moves out of it, but not when focus moves to its button', async () => {
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
  fireEvent(screen.getByLabelText('Options'), opened)
  const focus = (name: string) => act(() => screen.getByText(name).focus())
  focus('Inside')
  focus('Open')
  expect(screen.getByText('Inside')).toBeInTheDocument()
  focus('After')
  expect(screen.queryByText('Inside')).toBeNull()
})
