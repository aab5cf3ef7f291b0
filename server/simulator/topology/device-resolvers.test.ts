import { expect, test } from 'vitest'
import { assembleTopology } from '#server/simulator/building/assemble-topology.ts'
import { generateSite } from '#server/simulator/building/generate-site.ts'
import { northgate } from '#server/simulator/building/demo-sites.ts'
import { batteryFields } from './device-resolvers.ts'

const noonInBerlin = Date.parse('2026-11-24T11:00:00Z') / 1000
const day = 86_400
const { sensors } = assembleTopology([northgate], 'test')

test('assigns batteries to 60% of sensors, wired power to 10% and no power source to the rest', () => {
  const many = assembleTopology([generateSite(2000, 2, 50)], 'test').sensors
  const share = (power: string | null) =>
    many.filter((sensor) => sensor.power === power).length / many.length
  expect(share('Battery')).toBeCloseTo(0.6, 1)
  expect(share('Wired')).toBeCloseTo(0.1, 1)
  expect(share(null)).toBeCloseTo(0.3, 1)
})

test('returns battery dates only for battery sensors, all with the same past next_battery_change_date', () => {
  const next = new Set<string | null>()
  for (const sensor of sensors) {
    const { power_type: power, ...dates } = batteryFields(sensor, noonInBerlin)
    const isKnown = Object.values(dates).map((date) => date !== null)
    expect(isKnown).toEqual([1, 2, 3].map(() => power === 'Battery'))
    for (const date of Object.values(dates)) {
      expect(date ?? '2000-01-01T00:00:00Z').toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    }
    if (power === 'Battery') next.add(dates.next_battery_change_date)
  }
  expect([...next]).toEqual(['2024-07-01T00:00:00Z'])
})

test.each([0, 1, 40, 400])(
  'after %i days, one battery is overdue and two are due within a month',
  (days) => {
    const now = noonInBerlin + days * day
    const left = sensors.flatMap((sensor) => {
      const { battery_change_by_date: date, last_battery_change_date: last } = batteryFields(
        sensor,
        now,
      )
      if (date === null || last === null) return []
      expect(Date.parse(last) / 1000).toBeLessThan(now)
      return [{ room: sensor.room?.name, days: Math.round(Date.parse(date) / 1000 - now) / day }]
    })
    expect(left.filter((one) => one.days < 0).map(({ room }) => room)).toEqual(['Desks West'])
    expect(left.filter((one) => one.days >= 0 && one.days <= 30).map(({ room }) => room)).toEqual([
      'Canteen',
      'Desks East',
    ])
  },
)

test('moves battery dates by one day at the site’s local midnight', () => {
  const sensor = sensors.find(({ room, slot }) => room?.name === 'Canteen' && slot === 0)
  const at = (time: string) =>
    sensor && batteryFields(sensor, Date.parse(time) / 1000).battery_change_by_date
  expect(at('2026-11-23T23:00:00Z')).toBe('2026-12-06T00:00:00Z')
  expect(at('2026-11-24T22:59:59Z')).toBe('2026-12-06T00:00:00Z')
  expect(at('2026-11-24T23:00:00Z')).toBe('2026-12-07T00:00:00Z')
})
