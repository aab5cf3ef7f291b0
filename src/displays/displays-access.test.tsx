import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { parseAccountList } from '#server/gateway/access/account-list.ts'
import { testAccounts } from '#server/simulator/accounts.ts'
import { openHeadroom } from '#src/testing/open-headroom.tsx'
import { wallBoard } from '#src/testing/wall.ts'

const post = (path: string, body: unknown) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test.each([
  ['another organisation', testAccounts.otherOrganisation, /sees none of the sites/],
  ['refused topology', testAccounts.reportsOnly, /may not read the topology/],
])('an account of %s reads why it has no displays', async (_, account, words) => {
  await openHeadroom({ path: '/displays', account })
  expect(await screen.findByText(words)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Pair' })).not.toBeInTheDocument()
})

test('people who are no managers see boards without any way to change them, and why', async () => {
  const managers = parseAccountList('boss@example.com')
  await openHeadroom({ path: '/displays?board=new', ...(managers && { server: { managers } }) })
  expect(await screen.findByText(/^Only managers can change boards and displays\./)).toBeVisible()
  expect(screen.getByRole('heading', { name: 'Boards' })).toBeVisible()
  for (const name of [/^Pair/, /^Save/, /^Delete/, /^Copy/]) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument()
  }
  expect(screen.queryByRole('link', { name: 'New board' })).not.toBeInTheDocument()
})

test('a board with foreign rooms is refused beside its form, and nothing that was chosen is lost', async () => {
  const { user } = await openHeadroom({
    path: '/displays?board=new',
    account: testAccounts.singleSite,
  })
  await user.type(await screen.findByLabelText('Name'), ' upstairs')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  expect(
    await screen.findByText(/would show rooms that your Butlr account cannot see/),
  ).toBeVisible()
  expect(screen.getByLabelText('Name')).toHaveValue('Every room upstairs')
})

test('with status only set, the editor says how many rooms have no capacity', async () => {
  const { user } = await openHeadroom({ path: '/displays' })
  await screen.findByRole('heading', { name: 'Boards' })
  await post('/api/boards', wallBoard)
  await user.click(await screen.findByRole('link', { name: 'New board' }))
  const privacy = await screen.findByLabelText('Rooms for one or two people')
  const form = within(privacy.closest('form') ?? document.body)
  expect(form.queryByText(/no capacity set/)).not.toBeInTheDocument()
  await user.selectOptions(privacy, 'small-rooms-in-words')
  expect(await form.findByText(/^\d+ rooms have no capacity set/)).toBeVisible()
})
