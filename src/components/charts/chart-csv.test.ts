import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { formatChartCsv, formatIsoWithOffset } from './chart-csv.ts'
import type { ChartData } from './chart-data.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 23, 9, 10)
const data: ChartData = {
  label: 'People by sensor, Juniper',
  zone: toTimeZone('Europe/Berlin'),
  from: start,
  to: start + 3 * minute,
  step: minute,
  curve: 'step',
  series: [
    {
      id: 'north',
      label: 'North "A"',
      colour: '',
      points: [
        { at: start, value: 1 },
        { at: start + minute, value: 2 },
      ],
    },
    { id: 'door', label: '=HYPERLINK("x")', colour: '', points: [{ at: start, value: 3 }] },
    {
      id: 'room',
      label: 'Room',
      colour: '',
      emphasis: 'total',
      points: [
        { at: start, value: 4 },
        { at: start + minute, value: 2, partial: true },
      ],
    },
  ],
}

test('exports a chart with its unit, zone and window, times with their UTC offset, and gaps as empty cells', () => {
  expect(formatChartCsv(data).split('\r\n')).toEqual([
    '"People by sensor, Juniper"',
    'Unit,people',
    'Time zone,Europe/Berlin (CET)',
    'From,2026-11-23T10:10:00+01:00',
    'To,2026-11-23T10:13:00+01:00',
    '',
    `Time,"North ""A""","'=HYPERLINK(""x"")",Room,Room incomplete`,
    '2026-11-23T10:10:00+01:00,1,3,4,',
    '2026-11-23T10:11:00+01:00,2,,2,yes',
    '',
  ])
})

test.each([
  ['America/St_Johns', '2026-11-23T05:40:00-03:30'],
  ['Asia/Kathmandu', '2026-11-23T14:55:00+05:45'],
  ['UTC', '2026-11-23T09:10:00+00:00'],
])('exports a time in %s as %s', (name, text) => {
  expect(formatIsoWithOffset(start, toTimeZone(name))).toBe(text)
  expect(Date.parse(text)).toBe(start)
})
