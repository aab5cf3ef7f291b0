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

test('statistics come by item and measurement, and leaving out unused minutes raises the average', async () => {
  const { data } = v.parse(Stats, await (await client.post('/api/v4/reporting/stats', body)).json())
  expect(Object.keys(data)).toEqual([room('Oak')])
  const stats = data[room('Oak')] ?? {}
  expect(Object.keys(stats).sort()).toEqual([...body.measurements].sort())
  expect(stats['occupancy_used_avg_presence']).toBeGreaterThan(stats['occupancy_avg_presence'] ?? 0)
  expect(stats['occupancy_median_presence']).toBe(0)
})

test('within working hours a room that is over capacity every day has a median above its capacity', async () => {
  const filters = {
    time_ranges: [{ start: '09:45', stop: '11:45' }],
    exclude_days_of_week: ['Saturday', 'Sunday'],
  }
  const answer = await client.post('/api/v4/reporting/stats', { ...body, filters })
  const { data } = v.parse(Stats, await answer.json())
  expect(data[room('Oak')]?.['occupancy_median_presence']).toBeGreaterThan(12)
})

test('traffic statistics exist only where there are doors that count', async () => {
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
])('%s are refused', async (_name, wrong) => {
  expect((await client.post('/api/v4/reporting/stats', wrong)).status).toBe(400)
})
