import { expect, test } from 'vitest'
import type { SensorInsight } from '#src/contract/sensor-insights.ts'
import { makeSensorInsight } from '#src/testing/example-insights.ts'
import { findSensorFindings, findSuspectSensors } from './sensor-findings.ts'

/** Returns a healthy sensor with changes. */
const makeSensor = (changes: Partial<SensorInsight> = {}) =>
  makeSensorInsight({ mac: 'one', room: 'oak', ...changes })

const find = (changes: Partial<SensorInsight>, seats: number | null = 8) =>
  findSensorFindings(makeSensor(changes), seats)

test('a healthy sensor has no findings', () => {
  expect(find({})).toEqual([])
})

test('a sensor that never counted more than 1 person is suspect after 600 minutes in use on 5 days', () => {
  const found = [{ kind: 'never-above-one', days: 7, minutesInUse: 1_500 }]
  expect(find({ highest: 1 })).toEqual(found)
  expect(find({ highest: 1 }, null)).toEqual(found)
  expect(find({ highest: 1, minutesInUse: 599 })).toEqual([])
  expect(find({ highest: 1, days: 4 })).toEqual([])
  expect(find({ highest: 0, minutesInUse: 0 })).toEqual([])
})

test('a sensor for fewer than 3 seats is not suspect if it never counts more than 1 person', () => {
  expect(find({ highest: 1 }, 2)).toEqual([])
})

test('a sensor that counted people in each of 720 night minutes or more is suspect', () => {
  const night = { nightMinutes: 720, nightMinutesAboveZero: 720 }
  expect(find(night)).toEqual([{ kind: 'never-zero', nightMinutes: 720 }])
  expect(find({ ...night, nightMinutesAboveZero: 719 })).toEqual([])
  expect(find({ nightMinutes: 719, nightMinutesAboveZero: 719 })).toEqual([])
})

test('sensors with the same counts are suspect after 2 days and 20 changes', () => {
  const twin = { mac: 'two', changes: 20 }
  expect(find({ twin, days: 2 })).toEqual([{ kind: 'twin', mac: 'two', days: 2 }])
  expect(find({ twin, days: 1 })).toEqual([])
  expect(find({ twin: { ...twin, changes: 19 } })).toEqual([])
})

test('silence is suspect if it lasts for at least 3 hours and 5% of at least 24 hours', () => {
  const silent = { silentHours: 9, hours: 168 }
  expect(find(silent)).toEqual([{ kind: 'silent', ...silent }])
  expect(find({ ...silent, silentHours: 8 })).toEqual([])
  expect(find({ silentHours: 2, hours: 24 })).toEqual([])
  expect(find({ silentHours: 23, hours: 23 })).toEqual([])
})

test('lists sensors with findings, and divides the seats of a room between its sensors', () => {
  const sensors = [
    makeSensor({ highest: 1 }),
    makeSensor({ mac: 'two' }),
    makeSensor({ mac: 'three', room: 'elm', highest: 1 }),
  ]
  const suspects = findSuspectSensors(sensors, () => 4)
  expect(suspects.map(({ mac }) => mac)).toEqual(['three'])
})
