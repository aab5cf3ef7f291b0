import { expect, test } from 'vitest'
import * as v from 'valibot'
import { sensorHealthIntervalMs } from '#src/contract/display.ts'
import { SensorsResponse } from '#src/contract/topology.ts'
import { createAnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import { textTag } from '#server/gateway/http/compressed-body.ts'
import type { TopologyDocument } from '#server/gateway/topology/topology-summary.ts'
import { createTopologyAnswers } from './topology-answers.ts'

const hour = 3_600_000
const lost = { kind: 'sensor' as const, count: 1, within: null }

/** Returns a document of online sensors. `asOf` is when Butlr sent it, in Unix milliseconds. */
function sensorsAt(
  asOf: number,
  macs: readonly string[],
  missing: (typeof lost)[] = [],
): TopologyDocument {
  const sensors = macs.map((mac) => ({ id: mac, mac_address: mac, room_id: 'r', is_online: true }))
  const json = new TextEncoder().encode(JSON.stringify({ sensors, hives: [], missing, asOf }))
  const summary = { sites: [], missing, asOf, sensorRooms: new Map<string, string>() }
  return { json, tag: textTag(json), summary }
}

function start() {
  let now = 10 * hour
  const { runOnTexts } = createAnswerReader(null)
  const answers = createTopologyAnswers('sensors', { runOnTexts, now: () => now }, hour)
  return {
    add: (document: TopologyDocument) => answers.add(document, AbortSignal.timeout(hour)),
    now: () => now,
    pass: (ms: number) => {
      now += ms
    },
    health: () => {
      const document = answers.current()
      if (document === null) return null
      const text = new TextDecoder().decode(document.json)
      const { sensors, asOf } = v.parse(SensorsResponse, JSON.parse(text))
      return {
        asOf,
        online: Object.fromEntries(
          sensors.map(({ mac_address: mac, is_online: online }) => [mac, online]),
        ),
      }
    },
  }
}

test('a response completed from an older one takes the older response’s time', async () => {
  const { add, now, pass, health } = start()
  const first = now()
  await add(sensorsAt(first, ['a', 'b']))
  pass(sensorHealthIntervalMs)
  await add(sensorsAt(now(), ['a'], [lost]))
  expect(health()).toEqual({
    asOf: first,
    online: { a: true, b: true },
  })
})

test('the health of sensors that are missing from the last response is unknown after two intervals', async () => {
  const { add, now, pass, health } = start()
  await add(sensorsAt(now(), ['a', 'b']))
  pass(2 * sensorHealthIntervalMs + 1)
  await add(sensorsAt(now(), ['a'], [lost]))
  expect(health()).toEqual({
    asOf: now(),
    online: { a: true, b: null },
  })
})

test('drops older sensors at the maximum age and keeps the sensors of the last response', async () => {
  const { add, now, pass, health } = start()
  await add(sensorsAt(now(), ['a', 'b']))
  pass(0.9 * hour)
  await add(sensorsAt(now(), ['a'], [lost]))
  expect(Object.keys(health()?.online ?? {})).toHaveLength(2)
  pass(0.1 * hour)
  expect(health()?.online).toEqual({ a: true })
  pass(0.9 * hour)
  expect(health()).toBeNull()
})

test('counts the age of a response from when Butlr sent it, not from when it was read from a cache', async () => {
  const { add, now, health } = start()
  await add(sensorsAt(now() - hour, ['a']))
  expect(health()).toBeNull()
})
