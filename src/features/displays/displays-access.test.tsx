import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

test.each([
  ['another organisation', 'otherOrganisation', /sees none of the sites/],
  ['refused topology', 'reportsOnly', /may not read the topology/],
] as const)('an account of %s reads why it has no displays', async (_, account, words) => {
  await renderApp({ path: '/displays', account })
  expect(await screen.findByText(words)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Pair' })).not.toBeInTheDocument()
})

test('people who are no managers see boards without any way to change them, and why', async () => {
  await renderApp({ path: '/displays?board=new', managers: 'boss@example.com' })
  expect(await screen.findByText(/^Only managers can change boards and displays\./)).toBeVisible()
  expect(screen.getByRole('heading', { name: 'Boards' })).toBeVisible()
  for (const name of [/^Pair/, /^Save/, /^Delete/, /^Copy/]) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument()
  }
  expect(screen.queryByRole('link', { name: 'New board' })).not.toBeInTheDocument()
})

test('while Butlr refuses the gateway’s account people read why nothing can be changed', async () => {
  await renderApp({
    path: '/displays?board=new',
    butlr: (request, answer) =>
      request.url.endsWith('/clients/login')
        ? Promise.resolve(Response.json({}, { status: 401 }))
        : answer(),
  })
  expect(await screen.findByText(/^Butlr rejects the gateway’s BUTLR_CLIENT_ID/)).toHaveTextContent(
    /Until then, boards and displays are missing here, and nothing can be paired\.$/,
  )
  expect(screen.queryByText(/^Only managers/)).not.toBeInTheDocument()
  for (const name of [/^Continue/, /^Save/]) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument()
  }
  expect(screen.queryByRole('link', { name: 'New board' })).not.toBeInTheDocument()
})

test('a board with foreign rooms is refused beside its form, and nothing that was chosen is lost', async () => {
  const { user } = await renderApp({
    path: '/displays?board=new',
    account: 'singleSite',
  })
  await user.type(await screen.findByLabelText('Name'), ' upstairs')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  expect(
    await screen.findByText(/would show rooms that your Butlr account cannot see/),
  ).toBeVisible()
  expect(screen.getByLabelText('Name')).toHaveValue('Every room upstairs')
})

test('with status only set, the editor says how many rooms have no capacity', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  const privacy = await screen.findByLabelText('Rooms for one or two people')
  expect(screen.queryByText(/no capacity set/)).not.toBeInTheDocument()
  await user.selectOptions(privacy, 'small-rooms-in-words')
  expect(await screen.findByText(/^\d+ rooms have no capacity set/)).toBeVisible()
})
