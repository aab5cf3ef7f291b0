import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { toFileName } from '#src/lib/file-name.ts'
import { makeTopology } from '#src/testing/fixtures.ts'
import { chartExportHeading } from './chart-export.ts'

const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: toTimeZone('Europe/Berlin') }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 }],
})
const room = { id: 'room_1', name: 'Desks South', floorId: 'f3' }

test('the heading of an export states room, floor, building, metric and range', () => {
  expect(chartExportHeading(room, topology, { metric: 'last', range: '24 h' })).toEqual({
    title: 'Desks South, Floor 3, Main building - occupancy, 24 h',
    details: [
      ['Room', 'Desks South'],
      ['Room ID', 'room_1'],
      ['Floor', 'Floor 3'],
      ['Building', 'Main building'],
      ['Metric', 'occupancy'],
      ['Range', '24 h'],
    ],
  })
})

test('exports of different rooms, metrics and ranges have different file names', () => {
  const names = ['Desks South', 'Desks North'].flatMap((name) =>
    (['max', 'mean', 'last'] as const).flatMap((metric) =>
      ['live', '1 h', '24 h', 'Wed 25 Nov', '20 – 26 Nov'].map((range) =>
        toFileName(chartExportHeading({ ...room, name }, topology, { metric, range }).title, 'csv'),
      ),
    ),
  )
  expect(new Set(names).size).toBe(30)
})

test('without a known floor, the title of an export states neither floor nor building', () => {
  const { title } = chartExportHeading({ ...room, floorId: null }, undefined, {
    metric: 'mean',
    range: 'live',
  })
  expect(title).toBe('Desks South - average occupancy, live')
})
