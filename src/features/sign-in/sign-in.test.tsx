import { screen, waitFor, waitForElementToBeRemoved, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { expect, onTestFinished, test } from 'vitest'
import { HttpError, NetworkError, type ErrorCode } from '#src/contract/errors.ts'
import { renderApp } from '#src/testing/render-app.tsx'
import { SessionNotKeptError, toSignInFailure } from './sign-in.ts'

const cards = () => screen.findAllByRole('link', { name: /person|people/ })

async function signInAs(user: UserEvent, email: string, password: string) {
  await user.type(await screen.findByLabelText('Email'), email)
  await user.type(screen.getByLabelText('Password'), password)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('signs in with email and password', async () => {
  const { user } = await renderApp({ signIn: false })
  await signInAs(user, 'demo@headroom.example', 'demo')
  await waitFor(async () => expect((await cards()).length).toBeGreaterThan(20))
})

test('moves the focus to the main content after signing in', async () => {
  const { user } = await renderApp({ signIn: false })
  await user.type(await screen.findByLabelText('Email'), 'demo@headroom.example')
  await user.type(screen.getByLabelText('Password'), 'demo{Enter}')
  await cards()
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
})

test('signs in with API credentials', async () => {
  const { user } = await renderApp({ signIn: false })
  await user.click(await screen.findByRole('tab', { name: 'API credentials' }))
  await user.type(screen.getByLabelText('Client ID'), 'demo-client')
  await user.type(screen.getByLabelText('Client secret'), 'demo-secret')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(async () => expect((await cards()).length).toBeGreaterThan(20))
})

test('shows the error for a wrong password beside its field and keeps the input', async () => {
  const { user } = await renderApp({ signIn: false })
  await signInAs(user, 'demo@headroom.example', 'wrong')
  expect(await screen.findByRole('alert')).toHaveTextContent('Email or password is incorrect.')
  expect(screen.getByLabelText('Email')).toHaveValue('demo@headroom.example')
  expect(screen.getByLabelText('Password')).toHaveValue('wrong')
  expect(screen.getByLabelText('Password')).toBeInvalid()
  expect(screen.getByLabelText('Password')).toHaveFocus()
})

test('shows an error and keeps the form when the account may not use this gateway', async () => {
  const { user } = await renderApp({ signIn: false, staff: '@example.com' })
  await signInAs(user, 'demo@headroom.example', 'demo')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'This account doesn’t have access to Headroom. Ask your administrator for access.',
  )
  expect(screen.getByLabelText('Email')).toHaveValue('demo@headroom.example')
})

test('keeps the input when switching tabs', async () => {
  const { user } = await renderApp({ signIn: false })
  await user.type(await screen.findByLabelText('Email'), 'ada@example.com')
  await user.click(screen.getByRole('tab', { name: 'API credentials' }))
  await user.keyboard('{ArrowLeft}')
  expect(screen.getByRole('tab', { name: 'Email & password' })).toHaveFocus()
  expect(screen.getByLabelText('Email')).toHaveValue('ada@example.com')
})

test('shows and hides the password while focus stays in the field', async () => {
  const { user } = await renderApp({ signIn: false })
  const password = await screen.findByLabelText('Password')
  const toggle = screen.getByRole('button', { name: 'Show password' })
  await user.type(password, 'de')
  await user.click(toggle)
  expect(password).toHaveAttribute('type', 'text')
  await user.keyboard('mo')
  expect(password).toHaveValue('demo')
  await user.click(toggle)
  expect(password).toHaveAttribute('type', 'password')
})

test('shows the card over the last view when the session ends, and returns to that view after sign-in', async () => {
  const { simulator, user } = await renderApp()
  await cards()
  simulator.faults.set('reporting', { kind: 'status', status: 401 })
  const form = await screen.findByRole('form', { name: 'Your session has ended' })
  expect(within(form).getByLabelText('Email')).toHaveValue('demo@headroom.example')
  expect(within(form).getByLabelText('Password')).toHaveFocus()

  simulator.faults.clear()
  await user.type(within(form).getByLabelText('Password'), 'demo')
  await user.click(within(form).getByRole('button', { name: 'Sign in' }))
  await waitForElementToBeRemoved(form)
  await waitFor(async () => expect((await cards()).length).toBeGreaterThan(20))
})

test('shows the reason and removes the old building’s data when the upstream changes', async () => {
  const { user, changeUpstream } = await renderApp()
  await cards()
  changeUpstream(new URL('https://other.test'))
  expect(await screen.findByText(/Headroom is now connected to a different Butlr/)).toBeVisible()
  expect(screen.queryByRole('link', { name: /person|people/ })).not.toBeInTheDocument()
  await user.type(screen.getByLabelText('Email'), 'demo@headroom.example')
  await user.type(screen.getByLabelText('Password'), 'demo')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(async () => expect((await cards()).length).toBeGreaterThan(20))
})

test('fills in the client ID and focuses the secret when a session with API credentials ends', async () => {
  const { simulator, user } = await renderApp({ signIn: false })
  await user.click(await screen.findByRole('tab', { name: 'API credentials' }))
  await user.type(screen.getByLabelText('Client ID'), 'demo-client')
  await user.type(screen.getByLabelText('Client secret'), 'demo-secret')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  await cards()
  simulator.faults.set('reporting', { kind: 'status', status: 401 })
  simulator.faults.set('client-login', { kind: 'status', status: 401 })
  const form = await screen.findByRole('form', { name: 'Your session has ended' })
  expect(within(form).getByLabelText('Client ID')).toHaveValue('demo-client')
  expect(within(form).getByLabelText('Client secret')).toHaveFocus()
})

test('on plain HTTP, explains the problem and shows no password field', async () => {
  Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true })
  onTestFinished(() => {
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true })
  })
  await renderApp({ signIn: false })
  expect(await screen.findByRole('alert')).toHaveTextContent(/needs HTTPS to sign you in/)
  expect(screen.queryByLabelText('Password')).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Sign in' })).not.toBeInTheDocument()
})

const http = (code: ErrorCode, retryAfterMs: number | null = null) =>
  new HttpError('sign-in', 400, { code, message: '' }, retryAfterMs)

test.each([
  [http('too_many_attempts', 130_000), /Too many attempts. Try again in 3 minutes/],
  [http('rate_limited', 0), /Butlr is limiting requests. Try again in a minute/],
  [http('rate_limited', 30_000), /Butlr is limiting requests. Try again in a minute/],
  [http('insecure_transport'), /needs HTTPS to sign you in/],
  [http('upstream_unreachable'), /Can’t reach Butlr right now/],
  [http('upstream_invalid'), /Butlr is having problems/],
  [http('forbidden'), /account can’t access Butlr/],
  [http('not_allowed'), /doesn’t have access to Headroom/],
  [http('cross_site'), /rejected the sign-in/],
  [new NetworkError('sign-in', null), /Can’t reach the Headroom server/],
  [new HttpError('sign-in', 503, null, null), /A proxy responded instead/],
  [new SessionNotKeptError(), /didn’t save the session cookie/],
])('describes the error “%s” as %s', (error, words) => {
  expect(toSignInFailure(error, 'password')).toEqual({ form: expect.stringMatching(words) })
})

test('shows the error for wrong API credentials beside the secret', () => {
  expect(toSignInFailure(http('wrong_credentials'), 'client')).toEqual({
    secret: expect.stringMatching(/^Client ID or secret is incorrect/),
  })
})
