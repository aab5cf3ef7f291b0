import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SignInForm } from './sign-in-card.tsx'

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
] as const)('states why to sign in (ended %s, reason %s)', (ended, reason, title, words) => {
  render(<SignInForm gateway={gateway} ended={ended} reason={reason} signIn={async () => {}} />)
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
  expect(screen.getByText(words)).toBeVisible()
})
