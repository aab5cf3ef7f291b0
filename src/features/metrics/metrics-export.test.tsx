import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openMetricsPage } from '#src/testing/metrics-page.tsx'

/** Presses a button, and returns the rows of the copied table, without the lines above it. */
async function copyRows(user: ReturnType<typeof openMetricsPage>['user'], name: string) {
  await user.click(screen.getByRole('button', { name }))
  const [heading = '', table = ''] = (await navigator.clipboard.readText()).split('\n\n')
  return { heading, rows: table.split('\n').map((row) => row.split('\t')) }
}

test('the table of all metrics has a copy with the values of all sensors, and states which sums are bounds', async () => {
  const { user } = openMetricsPage()
  expect(screen.getByRole('button', { name: 'CSV: All nine metrics' })).toBeVisible()
  const { heading, rows } = await copyRows(user, 'Copy: All nine metrics')
  expect(heading).toMatch(/^Maple, .* - All nine metrics, /)
  expect(heading).toContain('\nRoom ID\tmaple\n')
  expect(heading).toMatch(/\nRange\t\S+T\S+ – \S+T\S+\nTime zone\tEurope\/Berlin/)
  expect(heading).toContain('Windows\t1-second windows, each with its largest count')
  expect(rows[0]).toEqual([
    'Metric',
    'Definition',
    'Unit',
    'North (00-01)',
    'South (00-02)',
    'Sum of 2 sensors',
    'Sum is',
    'Room',
    'Meaning of the sum',
  ])
  const row = (metric: string) => rows.find(([name]) => name === metric)?.slice(2)
  expect(row('max')).toEqual([
    'people',
    '3',
    '2',
    '5',
    'at most',
    '4',
    'Upper bound: sensors peak at different times',
  ])
  expect(row('count')?.slice(0, 6)).toEqual(['counts', '3', '3', '6', 'exact', ''])
  expect(row('stddev')?.slice(3, 5)).toEqual(['', ''])
})

test('the copy of an incomplete sum has an empty cell for the missing sensor and is marked as a minimum', async () => {
  const { user } = openMetricsPage('/metrics?room=maple', { '00-01': [1, 3, 1] })
  const { rows } = await copyRows(user, 'Copy: All nine metrics')
  expect(rows.find(([name]) => name === 'last')?.slice(3, 8)).toEqual([
    '1',
    '',
    '1',
    'at least',
    '',
  ])
  expect(rows.find(([name]) => name === 'max')?.slice(3, 8)).toEqual(['3', '', '', '', ''])
})

test('the chart of a sensor has a copy with a row for each window, empty without a count', async () => {
  const { user } = openMetricsPage()
  expect(screen.getByRole('button', { name: 'CSV: Counts from North' })).toBeVisible()
  const { heading, rows } = await copyRows(user, 'Copy: Counts from North')
  expect(heading).toContain('\nSensor\tNorth\nMAC address\t00-01')
  expect(rows[0]).toEqual(['Time', 'Count (people)', 'determines max'])
  expect(rows.slice(1, 5).map(([, ...cells]) => cells)).toEqual([
    ['1', ''],
    ['3', 'yes'],
    ['1', ''],
    ['', ''],
  ])
  expect(rows).toHaveLength(1 + 120)
  expect(rows[1]?.[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
})
