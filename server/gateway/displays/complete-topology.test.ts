import { expect, test } from 'vitest'
import * as v from 'valibot'
import { sensorHealthIntervalMs } from '#src/contract/display.ts'
import { SensorsResponse } from '#src/contract/topology.ts'
import { createTopologyAnswers } from './complete-topology.ts'

const hour = 3_600_000
const lost = { kind: 'sensor', count: 1, within: null }
const sensorsJson = (macs: string[], asOf: number, missing: object[] = []) =>
  JSON.stringify({
    sensors: macs.map((mac) => ({ id: mac, mac_address: mac, room_id: 'r', is_online: true })),
    hives: [],
    missing,
    asOf,
  })

function start() {
  let now = 10 * hour
  const answers = createTopologyAnswers('sensors', () => now, hour)
  return {
    answers,
    now: () => now,
    pass: (ms: number) => {
      now += ms
    },
    health: () => {
      const json = answers.current()
      if (json === null) return null
      const { sensors, asOf } = v.parse(v.pipe(v.string(), v.parseJson(), SensorsResponse), json)
      return {
        asOf,
        online: sensors.map(({ mac_address: mac, is_online: online }) => [mac, online]),
      }
    },
  }
}

test('a completed response is as old as the health of its older sensors', () => {
  const { answers, now, pass, health } = start()
  const first = now()
  answers.add(sensorsJson(['a', 'b'], first))
  pass(sensorHealthIntervalMs)
  answers.add(sensorsJson(['a'], now(), [lost]))
  expect(health()).toEqual({
    asOf: first,
    online: [
      ['a', true],
      ['b', true],
    ],
  })
})

test('the health of sensors that responses lack is unknown after two intervals', () => {
  const { answers, now, pass, health } = start()
  answers.add(sensorsJson(['a', 'b'], now()))
  pass(2 * sensorHealthIntervalMs + 1)
  answers.add(sensorsJson(['a'], now(), [lost]))
  expect(health()).toEqual({
    asOf: now(),
    online: [
      ['a', true],
      ['b', null],
    ],
  })
})

test('drops older sensors at the maximum age and keeps those of the last response', () => {
  const { answers, now, pass, health } = start()
  answers.add(sensorsJson(['a', 'b'], now()))
  pass(0.9 * hour)
  answers.add(sensorsJson(['a'], now(), [lost]))
  expect(health()?.online.length).toBe(2)
  pass(0.1 * hour)
  expect(health()?.online).toEqual([['a', true]])
  pass(0.9 * hour)
  expect(health()).toBeNull()
})

test('counts the age of a response from when Butlr sent it, not from when it was read from a cache', () => {
  const { answers, now, health } = start()
  answers.add(sensorsJson(['a'], now() - hour))
  expect(health()).toBeNull()
})
