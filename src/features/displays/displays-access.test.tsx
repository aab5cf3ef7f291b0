import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

test.each([
  [
    'another organisation',
    'otherOrganisation',
    /doesn’t have access to any of the sites that displays can show/,
  ],
  ['no access to the topology', 'reportsOnly', /doesn’t have access to building details/],
] as const)('explains why an account sees no displays: %s', async (_, account, words) => {
  await renderApp({ path: '/displays', account })
  expect(await screen.findByText(words)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Pair' })).not.toBeInTheDocument()
})

test('shows boards without actions to users who are not managers, and explains why', async () => {
  await renderApp({ path: '/displays?board=new', managers: 'boss@example.com' })
  expect(await screen.findByText(/^Only managers can change boards and displays\./)).toBeVisible()
  expect(screen.getByRole('heading', { name: 'Boards' })).toBeVisible()
  for (const name of [/^Pair/, /^Save/, /^Delete/, /^Duplicate/]) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument()
  }
  expect(screen.queryByRole('link', { name: 'New board' })).not.toBeInTheDocument()
})

test('while Butlr rejects the gateway account, shows why nothing can be changed', async () => {
  await renderApp({
    path: '/displays?board=new',
    butlr: (request, answer) =>
      request.url.endsWith('/clients/login')
        ? Promise.resolve(Response.json({}, { status: 401 }))
        : answer(),
  })
  expect(await screen.findByText(/Butlr rejected Headroom’s BUTLR_CLIENT_ID/)).toHaveTextContent(
    /Until this is fixed, boards and displays are hidden, and you can’t pair displays\.$/,
  )
  expect(screen.queryByText(/^Only managers/)).not.toBeInTheDocument()
  for (const name of [/^Continue/, /^Save/]) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument()
  }
  expect(screen.queryByRole('link', { name: 'New board' })).not.toBeInTheDocument()
})

test('if a board includes rooms that the account cannot see, shows an error beside the form and keeps the input', async () => {
  const { user } = await renderApp({
    path: '/displays?board=new',
    account: 'singleSite',
  })
  await user.type(await screen.findByLabelText('Name'), ' upstairs')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  expect(
    await screen.findByText(/includes rooms that don’t exist or that your Butlr account can’t see/),
  ).toBeVisible()
  expect(screen.getByLabelText('Name')).toHaveValue('All rooms upstairs')
})

test('shows “Board saved” on the Displays page after a board is saved', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  await user.click(await screen.findByRole('button', { name: 'Save board' }))
  const confirmation = await screen.findByText('Board saved')
  expect(confirmation).toHaveRole('status')
  expect(screen.getByRole('heading', { name: 'Boards' })).toBeVisible()
})

test('if a board hides the counts of small rooms, shows how many rooms have no capacity set', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  const privacy = await screen.findByLabelText('Privacy for 1–2-person rooms')
  expect(screen.queryByText(/no capacity set/)).not.toBeInTheDocument()
  await user.selectOptions(privacy, 'small-rooms-in-words')
  expect(await screen.findByText(/^\d+ rooms have no capacity set/)).toBeVisible()
})
