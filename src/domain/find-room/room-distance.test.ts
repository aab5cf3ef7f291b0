import { expect, test } from 'vitest'
import { makeTopology } from '#src/testing/fixtures.ts'
import { createDirections, displayPlace, hasLocation } from './room-distance.ts'

const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: { name: 'UTC', known: true } }],
  buildings: [
    { id: 'west', name: 'West', siteId: 's' },
    { id: 'east', name: 'East', siteId: 's' },
  ],
  floors: [
    { id: 'w5', name: 'Floor 5', buildingId: 'west', level: 5 },
    { id: 'w3', name: 'Floor 3', buildingId: 'west', level: 3 },
    { id: 'w1', name: 'Floor 1', buildingId: 'west', level: 1 },
    { id: 'wx', name: 'Mezzanine', buildingId: 'west', level: null },
    { id: 'e3', name: 'Floor 3', buildingId: 'east', level: 3 },
  ],
})

test('derives the direction and distance of a floor from its level, and puts other buildings and unknown floors last', () => {
  const to = createDirections(topology, 'w3')
  expect(to('w3')).toEqual({ way: 'here', floor: 'Floor 3', label: 'Floor 3', distance: 0 })
  expect(to('w5')).toEqual({ way: 'up', floor: 'Floor 5', label: 'Floor 5', distance: 2 })
  expect(to('w1')).toEqual({ way: 'down', floor: 'Floor 1', label: 'Floor 1', distance: 2 })
  const rest = ['wx', 'e3', null].map((id) => to(id))
  expect(rest.map(({ way, label }) => [way, label])).toEqual([
    [null, 'Mezzanine'],
    [null, 'East · Floor 3'],
    [null, null],
  ])
  const distances = rest.map(({ distance }) => distance)
  expect(distances).toEqual(distances.toSorted((a, b) => a - b))
})

test.each([null, 'gone'])('with the unknown location %s, returns only the floor', (location) => {
  const to = createDirections(topology, location)
  expect(to('w5')).toEqual({ way: null, floor: 'Floor 5', label: 'West · Floor 5', distance: 0 })
  expect(hasLocation(topology, location)).toBe(false)
  expect(displayPlace(topology, location)).toBeNull()
})

test('returns the building and the floor of the display', () => {
  expect(hasLocation(topology, 'w3')).toBe(true)
  expect(displayPlace(topology, 'w3')).toEqual({ building: 'West', floor: 'Floor 3' })
})
