import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { sensorLabels } from '#src/format/sensor-labels.ts'
import { toMetricRows, toSensorRows } from '#src/features/room-detail/metric-export.ts'
import { exampleSensors, exampleTimeZone, makeRoomHistory } from '#src/testing/example-history.ts'
import { toFiguresExport, toGapsExport } from './history-export.ts'
import { toSensorRanges } from './sensor-range.ts'

const zone = toTimeZone(exampleTimeZone)
/** Wednesday to Tuesday, with an outage on Wednesday from 13:20 to 14:05. */
const week = makeRoomHistory('2026-11-18', 7)
const exportHeading = {
  title: 'Maple - 2026-11-18 to 2026-11-24 Europe/Berlin',
  details: [['Room', 'Maple']] as const,
}
const view = { history: week, previous: null, zone, exportHeading }
const sensors = toSensorRanges(week, sensorLabels(exampleSensors, 'room', undefined))

test('exports the gaps with ISO times, and states how many are not in the file', () => {
  const { coverage } = week
  const history = { ...week, coverage: { ...coverage, moreGaps: 3 } }
  expect(toGapsExport({ ...view, history })).toEqual({
    title: `${exportHeading.title}, Gaps`,
    details: [
      ['Room', 'Maple'],
      ['Not in this file', '3 later gaps'],
    ],
    rows: [
      ['From', 'To', 'Minutes'],
      ['2026-11-18T13:20:00+01:00', '2026-11-18T14:05:00+01:00', 45],
    ],
  })
})

test('exports the figures with the time of the peak and those of the earlier period', () => {
  const { rows, details } = toFiguresExport({ ...view, previous: makeRoomHistory('2026-11-11', 7) })
  expect(details.at(-1)).toEqual([
    'Compared with',
    expect.stringContaining('2026-11-11 to 2026-11-17'),
  ])
  const [columns = [], ...figures] = rows
  expect(figures.every((cells) => cells.length === columns.length)).toBe(true)
  const byName = new Map(figures.map(([name, ...cells]) => [name, cells]))
  expect(byName.get('Peak')?.[0]).toBe(week.peak?.people)
  expect(byName.get('Peak')?.[2]).toMatch(/^2026-11-\d\dT\d\d:\d\d:00\+01:00$/)
  expect(byName.get('Typical first use')?.[0]).toMatch(/^\d\d:\d\d$/)
  expect(byName.get('Frequency')?.[0]).toBeGreaterThan(0)
  expect(byName.get('Frequency')?.at(-1)).toBeGreaterThan(0)
})

test('exports empty cells for figures without a value, and states that figures from hourly counts are estimates', () => {
  const history = { ...week, resolution: 'hour', peak: null, capacity: null } as const
  const { rows, details } = toFiguresExport({ ...view, history })
  expect(details.at(-1)?.[0]).toBe('Estimates')
  expect(rows.find(([name]) => name === 'Peak')?.slice(1)).toEqual([
    null,
    'people',
    null,
    null,
    null,
  ])
  expect(rows.find(([name]) => name === 'Utilisation')?.[1]).toBeNull()
})

test('exports the nine metrics of each sensor with its address and coverage', () => {
  const [columns, ...rows] = toSensorRows(sensors)
  expect(columns).toHaveLength(12)
  expect(rows).toHaveLength(exampleSensors.length)
  expect(rows.every((cells) => cells.length === 12)).toBe(true)
})

test('exports the metrics of the room, and states whether a value is a bound', () => {
  const rows = toMetricRows(sensors.map((sensor) => ({ ...sensor, isQuiet: false })))
  expect(rows).toHaveLength(10)
  const max = rows.find(([name]) => name === 'max')
  expect(max?.at(-2)).toEqual(expect.any(Number))
  expect(max?.at(-1)).toBe('at most')
})
