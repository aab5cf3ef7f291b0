import { expect, test } from 'vitest'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import { makeTopology } from '#src/testing/fixtures.ts'
import { withFormerTimeZones } from './former-time-zones.ts'

/** Returns the time zone of a site in a browser whose database is older than the name of the zone. */
const unknownZone = (invalidName: string): TimeZone => ({ name: 'UTC', known: false, invalidName })

function displayedZone(zone: TimeZone) {
  const topology = makeTopology({ sites: [{ id: 's', name: 'Site', zone }] })
  return withFormerTimeZones(topology).sites[0]?.zone
}

test('uses the former name of a time zone that an old browser does not know', () => {
  expect(displayedZone(unknownZone('Europe/Kyiv'))).toMatchObject({
    name: 'Europe/Kiev',
    known: true,
  })
  expect(displayedZone(unknownZone('America/Ciudad_Juarez'))?.name).toBe('America/Ojinaga')
})

test('does not change any other time zone', () => {
  expect(displayedZone(toTimeZone('Europe/Berlin'))?.name).toBe('Europe/Berlin')
  expect(displayedZone(unknownZone('Mars/Olympus'))?.name).toBe('UTC')
  expect(displayedZone(unknownZone('constructor'))?.name).toBe('UTC')
})
