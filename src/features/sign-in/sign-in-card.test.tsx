import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { SignInForm } from './sign-in-card.tsx'
import type { Credentials } from './sign-in.ts'

const gateway = { pollSeconds: 5, demo: null }

test.each([
  [true, undefined, 'Your session has ended', 'Sign in to pick up where you left off.'],
  [
    true,
    'upstream_changed',
    'Your session has ended',
    'Headroom is now connected to a different Butlr environment. Sign in with an account from that environment.',
  ],
  [
    false,
    'upstream_changed',
    'Sign in to Headroom',
    'Headroom is now connected to a different Butlr environment. Sign in with an account from that environment.',
  ],
  [false, undefined, 'Sign in to Headroom', 'Use your Butlr account.'],
] as const)(
  'states why the user must sign in (ended: %s, reason: %s)',
  (ended, reason, title, words) => {
    render(<SignInForm gateway={gateway} ended={ended} reason={reason} signIn={async () => {}} />)
    expect(screen.getByRole('heading', { name: title })).toBeVisible()
    expect(screen.getByText(words)).toBeVisible()
  },
)

test.each([
  ['', '', 'Email', ['Enter your email address.', 'Enter your password.']],
  ['  ', 'demo', 'Email', ['Enter your email address.']],
  ['abc', 'demo', 'Email', ['Enter an email address such as name@company.com.']],
  [
    'ada@',
    '',
    'Email',
    ['Enter an email address such as name@company.com.', 'Enter your password.'],
  ],
  ['ada@example.com', '', 'Password', ['Enter your password.']],
])(
  'shows errors beside the fields for the email “%s” and the password “%s”',
  async (email, password, focused, errors) => {
    const { signIn, user } = openForm()
    if (email) await user.type(screen.getByLabelText('Email'), email)
    if (password) await user.type(screen.getByLabelText('Password'), password)
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(screen.getAllByRole('alert').map((one) => one.textContent)).toEqual(errors)
    expect(screen.getByLabelText(focused)).toHaveFocus()
    expect(screen.getByLabelText(focused)).toHaveAccessibleDescription(errors[0])
    expect(signIn).not.toHaveBeenCalled()
  },
)

test('shows errors beside the fields for missing API credentials, and clears them when the tab changes', async () => {
  const { signIn, user } = openForm()
  await user.click(screen.getByRole('tab', { name: 'API credentials' }))
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(screen.getByLabelText('Client ID')).toHaveAccessibleDescription('Enter your client ID.')
  expect(screen.getByLabelText('Client ID')).toHaveFocus()
  expect(screen.getByLabelText('Client secret')).toHaveAccessibleDescription(
    'Enter your client secret.',
  )
  await user.click(screen.getByRole('tab', { name: 'Email & password' }))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  await user.type(screen.getByLabelText('Email'), ' ada@example.com ')
  await user.type(screen.getByLabelText('Password'), ' x ')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(signIn).toHaveBeenCalledExactlyOnceWith({
    kind: 'password',
    username: 'ada@example.com',
    password: ' x ',
  })
})

function openForm() {
  const signIn = vi.fn<(credentials: Credentials) => Promise<void>>(async () => {})
  render(<SignInForm gateway={gateway} ended={false} signIn={signIn} />)
  return { signIn, user: userEvent.setup() }
}
