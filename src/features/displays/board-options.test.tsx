import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
const fileOf = (text: string, name: string) => new File([text], name, { type: 'image/svg+xml' })

const fileInput = () => screen.getByLabelText('Logo', { selector: 'input' })
const shownLogo = () => screen.queryByAltText('')

// jsdom has no object URLs.
beforeEach(() => {
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:logo', revokeObjectURL: () => undefined }),
  )
})

test('saves the floor of the display, the options and the logo of a board, and shows them again', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  await user.selectOptions(await screen.findByLabelText('Layout'), 'Free rooms')
  expect(screen.queryByLabelText(/^Privacy/)).not.toBeInTheDocument()
  expect(screen.getByText(/^Set the floor to show the nearest rooms first/)).toBeVisible()
  await user.selectOptions(screen.getByLabelText('Display floor'), 'Main building · Floor 2')
  await user.selectOptions(screen.getByLabelText('Clock'), '12-hour')
  await user.selectOptions(screen.getByLabelText('Page number'), 'Shown as 2 / 5')
  await user.selectOptions(screen.getByLabelText('Distance unit'), 'Feet')
  const distance = screen.getByLabelText('Viewing distance (ft)')
  expect(distance).toHaveValue(9.8)
  await user.clear(distance)
  await user.type(distance, '12')
  const logo = screen.getByRole('group', { name: 'Logo' })
  await user.upload(fileInput(), fileOf(svg, 'acme.svg'))
  expect(await within(logo).findByText('acme.svg')).toBeVisible()
  const preview = within(screen.getByRole('region', { name: 'Preview' }))
  expect(preview.getByText('3–6 people')).toBeInTheDocument()
  expect(shownLogo()).toHaveAttribute('src', 'blob:logo')
  await user.click(screen.getByRole('button', { name: 'Save board' }))

  await screen.findByText('Board saved')
  expect(screen.getByText('Free rooms on a 55-inch screen, viewed from 12 ft')).toBeVisible()
  await user.click(screen.getByRole('link', { name: 'Edit All rooms' }))
  expect(await screen.findByLabelText('Viewing distance (ft)')).toHaveValue(12)
  expect(screen.getByLabelText('Clock')).toHaveValue('12-hour')
  expect(screen.getByLabelText('Page number')).toHaveDisplayValue('Shown as 2 / 5')
  expect(screen.getByLabelText('Display floor')).toHaveDisplayValue(/Floor 2$/)
  expect(screen.getByText('Current logo')).toBeVisible()
  expect(shownLogo()).toHaveAttribute(
    'src',
    expect.stringMatching(/^\/api\/boards\/[\w-]+\/logo\?v=/),
  )

  await user.click(screen.getByRole('button', { name: 'Remove logo' }))
  expect(shownLogo()).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  await screen.findByText('Board saved')
})

test('saves the rotation of the plan and the position of the display, and shows them again', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  expect(screen.queryByLabelText('Plan rotation')).not.toBeInTheDocument()
  await user.selectOptions(await screen.findByLabelText('Layout'), 'Floor plan')
  await user.selectOptions(screen.getByLabelText('Plan rotation'), 'North up')
  expect(screen.queryByLabelText('Side of the room')).not.toBeInTheDocument()
  const nearest = screen.getByLabelText('You are here: nearest room')
  const [, first] = within(nearest).getAllByRole<HTMLOptionElement>('option')
  await user.selectOptions(nearest, first?.value ?? '')
  expect(screen.getByLabelText('Side of the room')).toHaveDisplayValue('Automatic')
  const preview = within(screen.getByRole('region', { name: 'Preview' }))
  expect(await preview.findByRole('img', { name: 'You are here' })).toBeVisible()
  await user.selectOptions(screen.getByLabelText('Side of the room'), 'West')
  await user.click(screen.getByRole('button', { name: 'Save board' }))

  await screen.findByText('Board saved')
  await user.click(screen.getByRole('link', { name: 'Edit All rooms' }))
  expect(await screen.findByLabelText('Plan rotation')).toHaveDisplayValue('North up')
  expect(screen.getByLabelText('You are here: nearest room')).toHaveValue(first?.value)
  expect(screen.getByLabelText('Side of the room')).toHaveDisplayValue('West')
})

test('rejects a logo that contains a script, states the reason, and keeps all other input', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  await user.type(await screen.findByLabelText('Name'), ' upstairs')
  await user.upload(fileInput(), fileOf(svg, 'acme.svg'))
  await screen.findByText('acme.svg')
  await user.upload(fileInput(), fileOf(svg.replace('<path', '<script/><path'), 'bad.svg'))
  expect(await screen.findByRole('alert')).toHaveTextContent('This SVG contains a script.')
  expect(screen.getByText('acme.svg')).toBeVisible()
  expect(screen.getByLabelText('Name')).toHaveValue('All rooms upstairs')
})

test('shows an error beside an invalid distance in feet, and keeps the input', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  await user.selectOptions(await screen.findByLabelText('Distance unit'), 'Feet')
  const distance = screen.getByLabelText('Viewing distance (ft)')
  await user.clear(distance)
  await user.type(distance, '90')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  expect(distance).toHaveAccessibleDescription('Enter a distance from 1.7 to 65.6 ft.')
  expect(distance).toHaveValue(90)
})

test('a board of cards with exact counts can show usual occupancy; other boards have no such option', async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  const option = () => screen.queryByRole('combobox', { name: 'Usual occupancy' })
  await user.selectOptions(await screen.findByLabelText(/^Privacy/), 'small-rooms-in-words')
  expect(option()).toBeNull()
  await user.selectOptions(screen.getByLabelText(/^Privacy/), 'exact')
  expect(option()).toHaveDisplayValue('Hidden')
  await user.selectOptions(screen.getByLabelText('Usual occupancy'), 'Shown if there is space')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  await screen.findByText('Board saved')
  await user.click(screen.getByRole('link', { name: 'Edit All rooms' }))
  expect(await screen.findByLabelText('Usual occupancy')).toHaveValue('on')
  await user.selectOptions(screen.getByLabelText('Layout'), 'rows')
  expect(option()).toBeNull()
})
