import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createSimulator } from '#server/simulator/create-simulator.ts'
import { createTestClient, tuesdayMorning } from '#server/simulator/test-client.ts'

const simulator = createSimulator({ now: () => tuesdayMorning })
const client = createTestClient(simulator)
const Stats = v.object({ data: v.record(v.string(), v.record(v.string(), v.number())) })

const room = (name: string) => simulator.topology.rooms.find((one) => one.name === name)?.id ?? ''
const body = {
  measurements: [
    'occupancy_avg_presence',
    'occupancy_used_avg_presence',
    'occupancy_median_presence',
  ],
  items: [room('Oak'), 'room_unknown'],
  start: '2026-11-23T00:00:00Z',
  stop: '2026-11-23T23:00:00Z',
}

test('groups statistics by item and measurement, and excludes minutes without people from occupancy_used_avg', async () => {
  const { data } = v.parse(Stats, await (await client.post('/api/v4/reporting/stats', body)).json())
  expect(Object.keys(data)).toEqual([room('Oak')])
  const stats = data[room('Oak')] ?? {}
  expect(Object.keys(stats).sort()).toEqual([...body.measurements].sort())
  expect(stats['occupancy_used_avg_presence']).toBeGreaterThan(stats['occupancy_avg_presence'] ?? 0)
  expect(stats['occupancy_median_presence']).toBe(0)
})

test('applies time filters: an overcrowded room’s median during working hours exceeds its capacity', async () => {
  const filters = {
    time_ranges: [{ start: '09:45', stop: '11:45' }],
    exclude_days_of_week: ['Saturday', 'Sunday'],
  }
  const answer = await client.post('/api/v4/reporting/stats', { ...body, filters })
  const { data } = v.parse(Stats, await answer.json())
  expect(data[room('Oak')]?.['occupancy_median_presence']).toBeGreaterThan(12)
})

test('returns traffic statistics only for items with traffic sensors', async () => {
  const measurements = ['occupancy_avg_traffic']
  const items = [room('Auditorium'), room('Oak')]
  const { data } = v.parse(
    Stats,
    await (await client.post('/api/v4/reporting/stats', { ...body, measurements, items })).json(),
  )
  expect(data[room('Auditorium')]).toHaveProperty('occupancy_avg_traffic')
  expect(data[room('Oak')]).toEqual({})
})

test.each([
  ['relative times', { ...body, start: '-4w' }],
  ['unknown measurements', { ...body, measurements: ['occupancy'] }],
  ['no items', { ...body, items: [] }],
])('rejects %s with status 400', async (_name, wrong) => {
  expect((await client.post('/api/v4/reporting/stats', wrong)).status).toBe(400)
})
