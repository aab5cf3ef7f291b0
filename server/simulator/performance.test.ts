import { expect, test } from 'vitest'
import { assembleTopology } from '#server/simulator/building/assemble-topology.ts'
import { generateSite } from '#server/simulator/building/generate-site.ts'
import type { SitePlan } from '#server/simulator/building/site-plan.ts'
import { northgate } from '#server/simulator/building/demo-sites.ts'
import { createHeadcount } from './people/headcount.ts'
import { createPresence } from '#server/simulator/people/sensor-simulation.ts'

const untouched = {
  pinned: () => null,
  silentFrom: () => Number.POSITIVE_INFINITY,
  deadFrom: () => Number.POSITIVE_INFINITY,
}
const tenInBerlin = Date.parse('2026-11-24T09:00:00Z') / 1000

function start(site: SitePlan) {
  const { rooms } = assembleTopology([site], 'test')
  const work = { blocks: 0, runs: 0 }
  const headcount = createHeadcount(rooms, () => {
    work.blocks += 1
  })
  const presence = createPresence(headcount, untouched)
  return {
    rooms,
    work,
    look: (room: (typeof rooms)[number], from: number, to: number) => {
      for (const sensor of room.counting) {
        presence.eachRun(sensor, from, to, () => {
          work.runs += 1
        })
      }
    },
  }
}

test('computes each 15-minute block of a month once, and answers repeated queries from the cache', () => {
  const { rooms, work, look } = start(northgate)
  const juniper = rooms.filter(({ name }) => name === 'Juniper')
  const ask = () => {
    for (const room of juniper) look(room, tenInBerlin - 30 * 86_400, tenInBerlin)
  }
  ask()
  expect(work.blocks).toBe(30 * 96)
  ask()
  expect(work.blocks).toBe(30 * 96)
})

test('visits far fewer runs than there are seconds in a month of one room', () => {
  const { rooms, work, look } = start(northgate)
  const busiest = rooms.filter(({ name }) => name === 'Desks North')
  for (const room of busiest) look(room, tenInBerlin - 30 * 86_400, tenInBerlin)
  expect(work.runs).toBeGreaterThan(0)
  expect(work.runs).toBeLessThan((6 * 30 * 86_400) / 50)
})

test('computes at most two blocks per room for two minutes of a thousand rooms', () => {
  const { rooms, work, look } = start(generateSite(1000, 2, 50))
  for (const room of rooms) look(room, tenInBerlin - 120, tenInBerlin)
  expect(work.blocks).toBeLessThanOrEqual(2000)
})
