import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { toFileName } from '#src/lib/file-name.ts'
import { makeTopology } from '#src/testing/fixtures.ts'
import { chartExportHeading, periodExportHeading } from './chart-export.ts'

const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: toTimeZone('Europe/Berlin') }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 }],
})
const berlin = toTimeZone('Europe/Berlin')
const day = {
  from: Date.parse('2026-11-26T00:00+01:00'),
  to: Date.parse('2026-11-27T00:00+01:00'),
  zone: berlin,
}
const room = { id: 'room_1', name: 'Desks South', floorId: 'f3' }

test('the heading of an export states room, floor, building, metric, range and zone', () => {
  const period = { ...day, from: day.from + 9 * 3_600_000, to: day.from + 33 * 3_600_000 }
  const dates = '2026-11-26T09:00 to 2026-11-27T09:00 Europe/Berlin'
  expect(chartExportHeading(room, topology, { metric: 'last', range: '24 h', period })).toEqual({
    title: `Desks South, Floor 3, Main building - occupancy, 24 h, ${dates}`,
    details: [
      ['Room', 'Desks South'],
      ['Room ID', 'room_1'],
      ['Floor', 'Floor 3'],
      ['Building', 'Main building'],
      ['Metric', 'occupancy'],
      ['Range', `24 h, ${dates}`],
    ],
  })
})

test('exports of different rooms, metrics and ranges have different file names', () => {
  const names = ['Desks South', 'Desks North'].flatMap((name) =>
    (['max', 'mean', 'last'] as const).flatMap((metric) =>
      ['live', '1 h', '24 h', null].map((range) =>
        toFileName(
          chartExportHeading({ ...room, name }, topology, { metric, range, period: day }).title,
          'csv',
        ),
      ),
    ),
  )
  expect(new Set(names).size).toBe(24)
})

test('without a known floor, the title of an export states neither floor nor building', () => {
  const { title } = chartExportHeading({ ...room, floorId: null }, undefined, {
    metric: 'mean',
    range: 'live',
    period: null,
  })
  expect(title).toBe('Desks South - average occupancy, live')
})

test('an export of whole days names them with their year and zone', () => {
  expect(periodExportHeading(room, topology, day, berlin)).toMatchObject({
    title: 'Desks South, Floor 3, Main building - 2026-11-26 Europe/Berlin',
  })
})
