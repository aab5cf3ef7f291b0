import { expect, test } from 'vitest'
import type { ZoneClock } from '#src/contract/zone-clock.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import { makeTopology } from '#src/testing/fixtures.ts'
import { withGatewayClocks } from './board-time-zones.ts'

/** The zone of a site in a browser whose time zone data is older than the name. */
const unknownZone = (invalidName: string): TimeZone => ({ name: 'UTC', known: false, invalidName })

function displayedZone(zone: TimeZone, clocks: readonly ZoneClock[] = []) {
  const topology = makeTopology({ sites: [{ id: 's', name: 'Site', zone }] })
  return withGatewayClocks(topology, clocks).sites[0]?.zone
}

const clock = (zone: string): ZoneClock => ({
  zone,
  periods: [{ from: 0, to: 1e9, offset: 60, abbreviation: 'ABC' }],
})

test('adds the gateway’s clock to the zone of each site', () => {
  const clocks = [clock('Asia/Tokyo'), clock('Europe/Berlin')]
  expect(displayedZone(toTimeZone('Europe/Berlin'), clocks)).toEqual({
    name: 'Europe/Berlin',
    known: true,
    clock: clock('Europe/Berlin'),
  })
  expect(displayedZone(toTimeZone('Europe/Paris'), clocks)).not.toHaveProperty('clock')
})

test('supports a zone that is missing in this browser if the gateway sends its clock', () => {
  const kyiv = { name: 'Europe/Kiev', known: true, clock: clock('Europe/Kyiv') }
  expect(displayedZone(unknownZone('Europe/Kyiv'), [clock('Europe/Kyiv')])).toEqual(kyiv)
  const later = { name: 'UTC', known: true, clock: clock('Europe/Later') }
  expect(displayedZone(unknownZone('Europe/Later'), [clock('Europe/Later')])).toEqual(later)
})

test('uses the former name of a time zone if an old browser does not support the current name', () => {
  expect(displayedZone(unknownZone('Europe/Kyiv'))).toMatchObject({
    name: 'Europe/Kiev',
    known: true,
  })
  expect(displayedZone(unknownZone('America/Ciudad_Juarez'))?.name).toBe('America/Ojinaga')
})

test('does not change other time zones', () => {
  expect(displayedZone(toTimeZone('Europe/Berlin'))?.name).toBe('Europe/Berlin')
  expect(displayedZone(unknownZone('Mars/Olympus'))?.name).toBe('UTC')
  expect(displayedZone(unknownZone('constructor'))?.name).toBe('UTC')
})
