import { expect, test } from 'vitest'
import { assembleTopology } from '#server/simulator/building/assemble-topology.ts'
import { northgate } from '#server/simulator/building/demo-sites.ts'
import { createHeadcount } from './headcount.ts'
import { createPresence } from './sensor-simulation.ts'

const topology = assembleTopology([northgate], 'headroom')
const untouched = () => Number.POSITIVE_INFINITY
const presence = createPresence(createHeadcount(topology.rooms), {
  pinned: () => null,
  silentFrom: untouched,
  deadFrom: untouched,
})
const inBerlin = (time: string) => Date.parse(`2026-11-24T${time}+01:00`) / 1000

function sensorsOf(room: string) {
  return topology.rooms.find(({ name }) => name === room)?.counting ?? []
}

function eventsOf(sensor: (typeof topology.sensors)[number], from: number, to: number) {
  const events: [number, number][] = []
  presence.eachEvent(sensor, from, to, (instant, people) => events.push([instant, people]))
  return events
}

test('reports identical events from two overlapping sensors', () => {
  const [first, second, ...others] = sensorsOf('Project room Zugspitze')
  expect(others).toEqual([])
  const days = [24, 25, 26].map((day) => Date.parse(`2026-11-${day}T07:00:00+01:00`) / 1000)
  const seen = new Set<number>()
  for (const day of days) {
    const [one, other] = [first, second].map((sensor) =>
      sensor === undefined ? [] : eventsOf(sensor, day, day + 12 * 3600),
    )
    expect(one?.length).toBeGreaterThan(1000)
    expect(other).toEqual(one)
    for (const [, people] of one ?? []) seen.add(people)
  }
  expect(seen.size).toBeGreaterThan(2)
})

test('keeps a silent sensor online without events while the other sensors of its room count', () => {
  const [silent, ...more] = sensorsOf('Desks West').filter(
    ({ behaviour }) => behaviour === 'silent',
  )
  expect(more).toEqual([])
  const others = sensorsOf('Desks West').filter(({ behaviour }) => behaviour === 'steady')
  expect(others).toHaveLength(4)
  const now = inBerlin('11:00:00')
  if (silent !== undefined) {
    expect(presence.silentSince(silent, now)).toBeNull()
    expect(eventsOf(silent, now - 4 * 86_400, now)).toEqual([])
  }
  for (const other of others) expect(eventsOf(other, now - 120, now).length).toBeGreaterThan(0)
})

test('reports three people from the constant sensor between 10:00 and 15:00 on working days only', () => {
  const [constant] = sensorsOf('Aspen')
  const people = (from: number, to: number) =>
    new Set(constant && eventsOf(constant, from, to).map(([, count]) => count))
  expect(topology.sensors.filter(({ behaviour }) => behaviour === 'constant')).toEqual([constant])
  expect(people(inBerlin('10:00:00'), inBerlin('15:00:00'))).toEqual(new Set([3]))
  expect(people(inBerlin('02:00:00'), inBerlin('10:00:00'))).toContain(0)
  expect(people(inBerlin('15:00:00'), inBerlin('23:00:00'))).toContain(0)
  const sunday = inBerlin('10:00:00') - 2 * 86_400
  expect(people(sunday, sunday + 5 * 3600)).not.toContain(3)
})

test('reports one person from the stuck sensor all night', () => {
  const stuck = topology.sensors.filter(({ behaviour }) => behaviour === 'stuck-at-night')
  expect(stuck.map(({ room }) => room?.name)).toEqual(['Wellbeing'])
  const [sensor] = stuck
  const counts = sensor && eventsOf(sensor, inBerlin('00:00:00'), inBerlin('05:00:00'))
  expect(new Set(counts?.map(([, people]) => people))).toEqual(new Set([1]))
})
