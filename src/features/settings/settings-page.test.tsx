import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

const section = (name: string) => screen.findByRole('region', { name })
const findRow = (room: string) =>
  screen.findByRole('row', { name: new RegExp(String.raw`^${room}\b`) })

test('a capacity edited in place shows who changed it, and can be undone and reset', async () => {
  const { user } = await renderApp({ path: '/settings' })
  let row = await findRow('Oak')
  await user.click(within(row).getByRole('button', { name: /change capacity of Oak$/ }))
  const field = within(row).getByRole('textbox', { name: 'capacity of Oak' })
  await user.clear(field)
  await user.type(field, '2.5{Enter}')
  expect(within(row).getByRole('alert')).toHaveTextContent(
    'Enter a whole number from 1 to 100,000.',
  )
  await user.clear(field)
  await user.type(field, '77{Enter}')
  const changed = await within(row).findByRole('button', { name: '77, change capacity of Oak' })
  await waitFor(() => expect(changed).toHaveFocus())
  expect(within(row).getByText(/demo@headroom\.example, /)).toBeVisible()
  const changes = await section('Recent changes')
  expect(within(changes).getByText(/^Oak: Capacity \d+ → 77$/)).toBeVisible()
  expect(await screen.findByText('Capacity of Oak is 77')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('Change undone')).toBeVisible()
  row = await findRow('Oak')
  expect(within(row).queryByRole('button', { name: '77, change capacity of Oak' })).toBeNull()
  await user.click(
    within(changes).getByRole('button', { name: 'Undo Oak: Capacity reset (was 77)' }),
  )
  await user.click(await within(row).findByRole('button', { name: 'Reset Oak' }))
  expect(await screen.findByText('Oak was reset')).toBeVisible()
})

test('Control+Z undoes the last change while its message is shown', async () => {
  const { user } = await renderApp({ path: '/settings' })
  const row = await findRow('Oak')
  await user.click(within(row).getByRole('checkbox', { name: 'Hide Oak' }))
  expect(await screen.findByText('Oak is hidden')).toBeVisible()
  await user.keyboard('{Control>}z{/Control}')
  expect(await screen.findByText('Change undone')).toBeVisible()
  await waitFor(() =>
    expect(within(row).getByRole('checkbox', { name: 'Hide Oak' })).not.toBeChecked(),
  )
})

test('Escape cancels an edit and returns the focus', async () => {
  const { user } = await renderApp({ path: '/settings' })
  const row = await findRow('Oak')
  await user.click(within(row).getByRole('button', { name: 'Oak, change name of Oak' }))
  await user.type(within(row).getByRole('textbox', { name: 'name of Oak' }), 'x{Escape}')
  await waitFor(() =>
    expect(within(row).getByRole('button', { name: 'Oak, change name of Oak' })).toHaveFocus(),
  )
})

/** A page whose changes of settings fail if `fails` returns true for them. */
const withFailingChanges =
  (fails: () => boolean) =>
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) =>
    init?.method === 'PATCH' && fails()
      ? Response.json(
          { error: { code: 'store_unreachable', message: 'The store is unavailable.' } },
          { status: 503 },
        )
      : fetch(input, init)

test('a field keeps its unsaved text when saving fails', async () => {
  const { user } = await renderApp({
    path: '/settings',
    pageFetch: withFailingChanges(() => true),
  })
  const row = await findRow('Oak')
  await user.click(within(row).getByRole('button', { name: /change capacity of Oak$/ }))
  const field = within(row).getByRole('textbox', { name: 'capacity of Oak' })
  await user.clear(field)
  await user.type(field, '77{Enter}')
  expect(await within(row).findByRole('alert')).toHaveTextContent('The store is unavailable.')
  expect(field).toHaveValue('77')
})

test('a slow save leaves the focus in the field to which the user has moved', async () => {
  let finishSave = () => {}
  const saved = new Promise<void>((resolve) => (finishSave = resolve))
  const { user } = await renderApp({
    path: '/settings',
    pageFetch: (fetch) => async (input, init) => {
      if (init?.method === 'PATCH') await saved
      return fetch(input, init)
    },
  })
  const row = await findRow('Oak')
  await user.click(within(row).getByRole('button', { name: /change capacity of Oak$/ }))
  await user.clear(within(row).getByRole('textbox', { name: 'capacity of Oak' }))
  await user.keyboard('77{Enter}')
  await user.click(within(row).getByRole('button', { name: 'Oak, change name of Oak' }))
  const name = within(row).getByRole('textbox', { name: 'name of Oak' })
  finishSave()
  await within(row).findByRole('button', { name: '77, change capacity of Oak' })
  expect(name).toHaveFocus()
})

test('hiding a room that fails states why, and the room stays shown', async () => {
  const { user } = await renderApp({
    path: '/settings',
    pageFetch: withFailingChanges(() => true),
  })
  const row = await findRow('Oak')
  await user.click(within(row).getByRole('checkbox', { name: 'Hide Oak' }))
  expect(await within(row).findByRole('alert')).toHaveTextContent('The store is unavailable.')
  expect(within(row).getByRole('checkbox', { name: 'Hide Oak' })).not.toBeChecked()
})

test('a reset that fails states why: of a room, a threshold and opening hours', async () => {
  let fails = false
  const { user } = await renderApp({
    path: '/settings',
    pageFetch: withFailingChanges(() => fails),
  })
  const row = await findRow('Oak')
  await user.click(within(row).getByRole('button', { name: /change capacity of Oak$/ }))
  await user.clear(within(row).getByRole('textbox', { name: 'capacity of Oak' }))
  await user.keyboard('77{Enter}')
  const sections = [await section('Thresholds'), await section('Opening hours')] as const
  const thresholds = within(sections[0])
  const opening = within(sections[1])
  await user.click(await thresholds.findByRole('button', { name: '70, change Busy from' }))
  await user.clear(thresholds.getByRole('textbox', { name: 'Busy from' }))
  await user.keyboard('85{Enter}')
  await user.click(await opening.findByRole('button', { name: 'Fr, Friday' }))
  await user.click(opening.getByRole('button', { name: /^Save opening hours/ }))
  await opening.findByRole('button', { name: /^Reset to default/ })
  await thresholds.findByRole('button', { name: 'Reset Busy from' })
  await within(row).findByRole('button', { name: 'Reset Oak' })
  fails = true
  await user.click(opening.getByRole('button', { name: /^Reset to default/ }))
  await user.click(thresholds.getByRole('button', { name: 'Reset Busy from' }))
  await user.click(within(row).getByRole('button', { name: 'Reset Oak' }))
  for (const place of [row, ...sections]) {
    expect(await within(place).findByRole('alert')).toHaveTextContent('The store is unavailable.')
  }
})

test('opening hours, working week and closed days of a site are saved together', async () => {
  const { user } = await renderApp({ path: '/settings' })
  const opening = within(await section('Opening hours'))
  await user.click(await opening.findByRole('button', { name: /^Northgate/ }))
  const form = within(opening.getByRole('form', { name: 'Opening hours of Northgate' }))
  await user.click(form.getByRole('button', { name: 'Fr, Friday' }))
  await user.click(form.getByRole('button', { name: 'Su, Sunday' }))
  await user.selectOptions(form.getByRole('combobox', { name: 'Open from' }), '07:00')
  await user.type(form.getByLabelText('First closed day'), '2026-12-24')
  await user.type(form.getByLabelText('Last closed day (optional)'), '2027-01-01')
  await user.click(form.getByRole('button', { name: 'Add' }))
  await user.click(form.getByRole('button', { name: 'Save opening hours of Northgate' }))
  expect(
    await opening.findByRole('button', { name: /Northgate\s*Sun–Thu, 07:00–18:00/ }),
  ).toBeVisible()
  const changes = within(await section('Recent changes'))
  expect(
    await changes.findByText(/^Northgate: Opening hours → Sun–Thu, 07:00–18:00$/),
  ).toBeVisible()
  expect(changes.getByText(/^Northgate: Closed days → .*24 Dec 2026 – .*1 Jan 2027$/)).toBeVisible()
})

test('opening hours past midnight are one interval', async () => {
  const { user } = await renderApp({ path: '/settings' })
  const opening = within(await section('Opening hours'))
  await user.selectOptions(await opening.findByRole('combobox', { name: 'Open from' }), '22:00')
  await user.selectOptions(opening.getByRole('combobox', { name: 'Open to' }), '22:00')
  expect(opening.getByRole('alert')).toHaveTextContent('For 24 hours, choose 00:00 to 24:00.')
  await user.selectOptions(opening.getByRole('combobox', { name: 'Open to' }), '02:00')
  expect(opening.getByText('on the next day, same every day')).toBeVisible()
  await user.click(opening.getByRole('button', { name: /^Save opening hours/ }))
  expect(await opening.findByRole('button', { name: /Mon–Fri, 22:00–02:00/ })).toBeVisible()
  expect(opening.getByRole('combobox', { name: 'Open from' })).toHaveValue('22:00')
  expect(opening.getByRole('combobox', { name: 'Open to' })).toHaveValue('02:00')
  await user.click(opening.getByRole('button', { name: 'Set by day' }))
  const friday = opening.getByRole('textbox', { name: 'Friday, open' })
  await user.clear(friday)
  await user.type(friday, '01:00-08:00')
  await user.click(opening.getByRole('button', { name: /^Save opening hours/ }))
  expect(await opening.findByRole('alert')).toHaveTextContent('overlap with the hours of the next')
})

test('capacities from a spreadsheet are previewed before they are saved', async () => {
  const { user } = await renderApp({ path: '/settings' })
  const importing = within(await section('Import and export'))
  await findRow('Oak')
  const field = importing.getByRole('textbox', { name: 'Room names or IDs, and capacities' })
  await user.click(field)
  await user.paste('Room\tCapacity\nOak\t77\nNowhere\t4')
  await user.click(importing.getByRole('button', { name: 'Preview' }))
  const preview = within(await importing.findByRole('region', { name: 'Preview' }))
  expect(preview.getByRole('cell', { name: /^Capacity \d+ → 77$/ })).toBeVisible()
  expect(preview.getByText('Line 3 (Nowhere): no room has this name or ID')).toBeVisible()
  await user.click(preview.getByRole('button', { name: 'Save 1 change' }))
  const row = await findRow('Oak')
  expect(
    await within(row).findByRole('button', { name: '77, change capacity of Oak' }),
  ).toBeVisible()
  expect(field).toHaveValue('')
})

test('people who are not managers can read the settings, and see that only managers can change them', async () => {
  await renderApp({ path: '/settings', managers: 'someone@else.example' })
  expect(
    await screen.findByText(
      'Only managers can change settings. Ask your administrator for access.',
    ),
  ).toBeVisible()
  const row = await findRow('Oak')
  expect(within(row).queryByRole('button')).toBeNull()
  expect(within(row).getByRole('checkbox', { name: 'Hide Oak' })).toBeDisabled()
  const opening = within(await section('Opening hours'))
  expect(opening.getByRole('button', { name: 'Mo, Monday' })).toBeDisabled()
  expect(screen.queryByRole('button', { name: 'Preview' })).toBeNull()
})

test('saving a threshold changes it for all sites', async () => {
  const { user } = await renderApp({ path: '/settings' })
  const thresholds = within(await section('Thresholds'))
  await user.click(await thresholds.findByRole('button', { name: '70, change Busy from' }))
  const field = thresholds.getByRole('textbox', { name: 'Busy from' })
  await user.clear(field)
  await user.type(field, '85{Enter}')
  expect(await thresholds.findByRole('button', { name: '85, change Busy from' })).toBeVisible()
  const changes = within(await section('Recent changes'))
  expect(await changes.findByText('All sites: Busy from 70% → 85%')).toBeVisible()
})

test('a sensor limit replaces the default limit, and can be reset', async () => {
  const { user } = await renderApp({ path: '/settings' })
  const thresholds = within(await section('Thresholds'))
  await user.click(
    await thresholds.findByRole('button', {
      name: '10 × capacity, or 1,000 without a capacity, change Sensor limit',
    }),
  )
  await user.type(thresholds.getByRole('textbox', { name: 'Sensor limit' }), '1,500{Enter}')
  expect(
    await thresholds.findByRole('button', { name: '1,500, change Sensor limit' }),
  ).toBeVisible()
  await user.click(thresholds.getByRole('button', { name: 'Reset Sensor limit' }))
  expect(await thresholds.findByRole('button', { name: /^10 × capacity/ })).toBeVisible()
})
