import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { makeDevice, makeSensorDirectory } from '#src/testing/fixtures.ts'
import { formatMac, sensorLabels, sensorName, shortenMac } from './sensor-labels.ts'

const sensor = (mac: string, name: string) => makeDevice({ mac, name })
const directory = makeSensorDirectory({
  byRoom: { juniper: [sensor('00:17:0d:00:00:02', 'Door'), sensor('00:17:0d:00:00:01', 'North')] },
})

test('sorts sensors by address and assigns colours independently of the input order', () => {
  const labels = sensorLabels(['00:17:0d:00:00:02', '00:17:0d:00:00:01'], 'juniper', directory)
  expect(labels.map(({ name, colour }) => [name, colour])).toEqual([
    ['North', 'var(--series-1)'],
    ['Door', 'var(--series-2)'],
  ])
})

test('labels an unnamed sensor with its shortened address', () => {
  expect(sensorLabels(['00:17:0d:00:7f:09'], 'juniper', undefined)).toEqual([
    {
      mac: '00:17:0d:00:7f:09',
      address: '00:17:0d:00:7f:09',
      name: '00:17…7f:09',
      hasName: false,
      colour: 'var(--series-1)',
    },
  ])
})

test('reuses the first colour for the seventh sensor', () => {
  const labels = sensorLabels(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'juniper', undefined)
  expect(labels.at(-1)?.colour).toBe('var(--series-1)')
})

test.each([
  ['ac:5d:c2:00:7f:01', 'ac:5d…7f:01'],
  ['ac-5d-c2-00-7f-01', 'ac:5d…7f:01'],
  ['sensor-7', 'sensor-7'],
  [`${'a'.repeat(300)}-5d-c2-00-7f-01`, `${'a'.repeat(199)}…`],
  ['b'.repeat(300), `${'b'.repeat(199)}…`],
])('shortens the address %s to %s', (mac, short) => {
  expect(shortenMac(mac)).toBe(short)
})

test('formats all spellings of an address in the same way', () => {
  const pair = fc.integer({ min: 0, max: 255 }).map((byte) => byte.toString(16).padStart(2, '0'))
  const bytes = fc
    .constantFrom(6, 8)
    .chain((length) => fc.array(pair, { minLength: length, maxLength: length }))
  const spelling = fc.tuple(fc.constantFrom(':', '-', ''), fc.boolean())
  fc.assert(
    fc.property(bytes, spelling, (pairs, [separator, isUpperCase]) => {
      const lowerCase = pairs.join(separator)
      const mac = isUpperCase ? lowerCase.toUpperCase() : lowerCase
      expect(formatMac(mac)).toBe(pairs.join(':'))
      expect(formatMac(formatMac(mac))).toBe(formatMac(mac))
      expect(shortenMac(mac)).toBe(shortenMac(pairs.join(':')))
      expect(sensorName({ name: mac, mac: lowerCase })).toBe(pairs.join(':'))
    }),
  )
})

test.each(['sensor-7', '', '00-17-0d-01', 'North', '00:17:0d:00:7f', 'fa-ke-00-00-00-01'])(
  'does not change “%s”, which is not a MAC address',
  (text) => {
    expect(formatMac(text)).toBe(text)
  },
)

test('treats a sensor whose name is its truncated address as unnamed', () => {
  const mac = 'b'.repeat(300)
  const byRoom = { juniper: [sensor(mac, nameOrId(null, mac))] }
  const [label] = sensorLabels([mac], 'juniper', makeSensorDirectory({ byRoom }))
  expect(label).toMatchObject({ mac, address: `${'b'.repeat(199)}…`, hasName: false })
})
