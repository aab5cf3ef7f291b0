import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openBreakdown } from '#src/testing/breakdown-page.tsx'

/** Presses Copy, and returns the copied lines above the table and the rows of the table. */
async function copyTable(user: ReturnType<typeof openBreakdown>['user'], name: string) {
  await user.click(screen.getByRole('button', { name: `Copy: ${name}` }))
  const [heading = '', table = ''] = (await navigator.clipboard.readText()).split('\n\n')
  return { heading, rows: table.split('\n').map((row) => row.split('\t')) }
}

test('the sensors of a room have a copy with the sum, its rule, and an empty cell for a missing count', async () => {
  const { user } = openBreakdown('/?explain=room:maple')
  expect(screen.getByRole('button', { name: 'CSV: Sensors' })).toBeVisible()
  const { heading, rows } = await copyTable(user, 'Sensors')
  expect(heading).toMatch(/^Maple, .* - breakdown, /)
  expect(heading).toContain(
    '\nPeople\t7\nValue is\tat least\nRule\tThe sum of each sensor’s latest',
  )
  const [columns, north, missing, tester] = rows
  expect(columns?.slice(0, 4)).toEqual(['Sensor', 'MAC address', 'People', 'Status'])
  expect(north?.slice(0, 4)).toEqual(['North', 'm1', '7', 'reporting'])
  expect(missing?.slice(0, 5)).toEqual(['Door', 'm2', '', 'offline', ''])
  expect(missing?.[5]).toMatch(/^\d{4}-\d\d-\d\dT/)
  expect(missing?.slice(8)).toEqual(['2020-01-05', 'Hive 2'])
  expect(tester?.slice(0, 4)).toEqual(['Tester', '', '', 'not counted: test device, hidden'])
})

test('the parts of a total have a copy with all rooms, also those that the panel only counts', async () => {
  const { user } = openBreakdown('/?explain=floor:f2')
  const { heading, rows } = await copyTable(user, 'How it adds up')
  expect(heading).toContain('\nPeople\t5\nValue is\texact\nRule\tThe sum of all rooms.')
  expect(rows.map((cells) => cells.slice(0, 5))).toEqual([
    ['Name', 'Kind', 'ID', 'People', 'Value is'],
    ['Oak', 'Room', 'oak', '5', 'exact'],
    ['Elm', 'Room', 'elm', '0', 'exact'],
  ])
})

test('the copy of a total marks an incomplete floor as a minimum', async () => {
  const { user } = openBreakdown('/?explain=all')
  const { heading, rows } = await copyTable(user, 'How it adds up')
  expect(heading).toContain('\nPeople\t12\nValue is\tat least\n')
  expect(rows.find(([name]) => name === 'Floor 3')?.slice(1, 8)).toEqual([
    'Floor',
    'f3',
    '7',
    'at least',
    '1',
    '1',
    '1',
  ])
})
