import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36'

async function open(path = '/displays') {
  const headroom = await renderApp({ path })
  const display = headroom.otherBrowser()
  const offer = async (): Promise<string> => {
    const response = await display('/api/display/pairing', {
      method: 'POST',
      headers: { 'user-agent': chrome },
    })
    const { code }: { code: string } = await response.json()
    return code
  }
  await screen.findByRole('heading', { name: 'Pair a display' })
  return { ...headroom, offer }
}
const codeField = () => screen.getByLabelText('Code')
const nameField = () => screen.getByLabelText('Display name')
const question = () => screen.findByRole('group', { name: /^Does the screen in front of you show/ })

/** Submits a valid code with a name, and waits for the question whether the screen shows the code. */
async function openQuestion() {
  const { user, offer } = await open()
  await user.type(codeField(), await offer())
  await user.type(nameField(), 'Lobby TV{Enter}')
  return { user, offer, group: await question() }
}

test('by keyboard, pairs a display only after the user confirms that they see its code', async () => {
  const { user, offer } = await open()
  const code = await offer()
  await user.type(codeField(), code.toLowerCase())
  await user.type(nameField(), 'Lobby TV{Enter}')
  const group = await question()
  expect(group).toHaveAccessibleName(
    `Does the screen in front of you show ${code.slice(0, 3)} ${code.slice(3)}?`,
  )
  expect(group).toHaveTextContent(/Requested \d+ s ago from 192\.0\.2\.7 by Chrome 126 on Linux\./)
  // The question has focus, so a second Enter pairs nothing.
  await waitFor(() => expect(screen.getByText(/^Does the screen/)).toHaveFocus())
  await user.keyboard('{Enter}')
  expect(screen.queryByRole('listitem', { name: 'Lobby TV' })).not.toBeInTheDocument()
  await user.tab()
  expect(within(group).getByRole('button', { name: 'Pair' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(await screen.findByText(/^Lobby TV is paired\./)).toBeVisible()
  expect(await screen.findByRole('listitem', { name: 'Lobby TV' })).toBeVisible()
  expect(codeField()).toHaveValue('')
})

test('cancelling keeps the input, and a changed code must be confirmed again', async () => {
  const { user, group } = await openQuestion()
  await user.click(within(group).getByRole('button', { name: 'Cancel' }))
  expect(group).not.toBeInTheDocument()
  expect(codeField()).toHaveFocus()
  expect(nameField()).toHaveValue('Lobby TV')
  await user.click(screen.getByRole('button', { name: 'Continue' }))
  await question()
  await user.type(codeField(), '{Backspace}')
  expect(screen.queryByRole('group', { name: /screen in front/ })).not.toBeInTheDocument()
})

test('a code from a link pairs nothing until the user confirms it', async () => {
  const { user } = await open('/displays?code=ABC234')
  expect(codeField()).toHaveValue('ABC234')
  expect(screen.queryByRole('button', { name: 'Pair' })).not.toBeInTheDocument()
  await user.type(nameField(), 'Lobby TV{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'That code isn’t valid. Codes expire after ten minutes.',
  )
  expect(nameField()).toHaveValue('Lobby TV')
})

test('when a code was replaced after the lookup, shows an error beside the code and pairs nothing', async () => {
  const { user, offer, group } = await openQuestion()
  await offer()
  await user.click(within(group).getByRole('button', { name: 'Pair' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('That code isn’t valid.')
  expect(nameField()).toHaveValue('Lobby TV')
  expect(screen.queryByRole('listitem', { name: 'Lobby TV' })).not.toBeInTheDocument()
})

test('shows managers what changed, by whom and from where, and an empty state before the first change', async () => {
  const { user, offer } = await open()
  const list = await screen.findByRole('list', { name: 'Activity' })
  expect(await within(list).findByText('No activity yet')).toBeVisible()
  expect(
    screen.getByText(/^Up to 1,000 changes and wrong pairing codes from the past 90 days/),
  ).toBeVisible()
  await user.type(codeField(), await offer())
  await user.type(nameField(), 'Lobby TV{Enter}')
  await user.click(within(await question()).getByRole('button', { name: 'Pair' }))
  await within(list).findByText('Paired display Lobby TV')
  const [newest, older] = within(list).getAllByRole('listitem')
  expect(newest).toHaveTextContent(/Paired display Lobby TV ?demo@headroom\.example from unknown$/)
  expect(older).toHaveTextContent('Created board All rooms')
})
