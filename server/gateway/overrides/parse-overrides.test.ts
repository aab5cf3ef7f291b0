import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Overrides, RoomOverride, SiteOverride } from '#src/contract/overrides.ts'
import { arbitraryOverrides } from '#src/testing/arbitrary-overrides.ts'
import { parseOverrides } from './parse-overrides.ts'

const whole = {
  busyFrom: 0.8,
  maximumSensorCount: 200,
  usedFromMinutes: 15,
  rightSize: { seats: 0.5, served: 0.95, over: 0 },
  sites: {
    site_1: {
      name: 'Berlin',
      timezone: 'Europe/Berlin',
      openingHours: { sunday: '07:00-17:00', thursday: '07:00-12:00, 13:00-24:00' },
      closedDays: ['2026-10-30', '2026-12-24/2027-01-01'],
    },
  },
  buildings: { building_1: { name: 'Headquarters' } },
  floors: { space_1: { name: 'Ground floor' } },
  rooms: {
    room_1: {
      name: 'Maple',
      kind: 'Meeting room',
      capacity: 8,
      busyFrom: 1,
      maximumSensorCount: 40,
      hidden: false,
      note: 'Counted in March',
    },
    room_2: { capacity: null, hidden: true },
  },
}

test('parses a file with every key', () => {
  expect(parseOverrides(JSON.stringify(whole, null, 2))).toEqual({ ok: true, overrides: whole })
})

test('splits opening hours that end on the next day', () => {
  const file = { sites: { s: { openingHours: { friday: '22:00-02:00', saturday: '10-18' } } } }
  expect(parseOverrides(JSON.stringify(file))).toEqual({
    ok: true,
    overrides: {
      sites: {
        s: { openingHours: { friday: '22:00-24:00', saturday: '00:00-02:00, 10:00-18:00' } },
      },
    },
  })
})

test('checks at most 1,000 distinct time zone names in a file with 40,000', () => {
  const checked: string[] = []
  const { DateTimeFormat } = Intl
  vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function format(locale, options) {
    checked.push(options?.timeZone ?? '')
    return new DateTimeFormat(locale, options)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  const fileWith = (zone: (index: number) => string) => {
    const sites = Array.from({ length: 40_000 }, (_, index) => [
      `s${index}`,
      { timezone: zone(index) },
    ])
    return parseOverrides(JSON.stringify({ sites: Object.fromEntries(sites) }))
  }
  expect(fileWith((index) => (index % 2 ? 'Europe/Berlin' : ' EUROPE/berlin '))).toMatchObject({
    ok: true,
  })
  expect(checked).toHaveLength(1)
  expect(fileWith((index) => `Mars/Site${index}`)).toMatchObject({ ok: false })
  expect(checked.length).toBeLessThan(1_100)
})

test.each(['{}', '\uFEFF{"rooms": {}}\r\n', '{"rooms": {"room_1": {}}}'])(
  'accepts %j as a file that overrides nothing',
  (text) => expect(parseOverrides(text)).toMatchObject({ ok: true }),
)

const siteWith = (field: string) => `{"sites": {"s": {${field}}}}`
const hours = 'sites.s.openingHours.monday'

test.each([
  ['', 'line 1, column 1', 'a value'],
  ['{"rooms": {},}', 'line 1, column 14', 'a key'],
  ['{"rooms": {"r": {}, "r": {}}}', 'line 1, column 21', 'Duplicate key'],
  ['7', 'the file', 'Expected an object such as'],
  ['[]', 'the file', 'not a list'],
  ['{"room": {}}', 'room', 'busyFrom, maximumSensorCount, usedFromMinutes, rightSize, sites'],
  ['{"usedFromMinutes": 0}', 'usedFromMinutes', 'from 1 to 60'],
  ['{"rightSize": {"over": -1}}', 'rightSize.over', 'from 0 to 1'],
  ['{"rightSize": {"size": 1}}', 'rightSize.size', 'Allowed keys: seats, served, over.'],
  ['{"rightSize": []}', 'rightSize', 'not a list'],
  [siteWith('"openingHours": {}'), 'sites.s.openingHours', 'at least one weekday'],
  [siteWith('"openingHours": []'), 'sites.s.openingHours', 'not a list'],
  [siteWith('"openingHours": {"mon": "08:00-18:00"}'), 'sites.s.openingHours.mon', 'monday'],
  [siteWith('"openingHours": {"monday": "08:30-18:00"}'), hours, 'whole hours'],
  [siteWith('"openingHours": {"monday": "18:00-18:00"}'), hours, 'whole hours'],
  [
    siteWith('"openingHours": {"monday": "22:00-02:00", "tuesday": "01:00-08:00"}'),
    hours,
    'overlap',
  ],
  [siteWith('"openingHours": {"monday": "08:00-12:00, 11:00-18:00"}'), hours, 'whole hours'],
  [siteWith('"openingHours": {"monday": "08:00-25:00"}'), hours, 'whole hours'],
  [siteWith('"closedDays": "2026-12-24"'), 'sites.s.closedDays', 'list of up to 100 dates'],
  [siteWith('"closedDays": ["2026-02-29"]'), 'sites.s.closedDays.0', 'list of up to 100 dates'],
  [siteWith('"closedDays": ["2026-12-24/2026-12-23"]'), 'sites.s.closedDays.0', 'dates'],
  [siteWith('"closedDays": ["2026-01-01/2027-06-01"]'), 'sites.s.closedDays.0', 'dates'],
  ['{"busyFrom": 70}', 'busyFrom', 'above 0 and at most 1'],
  ['{"busyFrom": 0}', 'busyFrom', 'above 0 and at most 1'],
  ['{"maximumSensorCount": 0}', 'maximumSensorCount', 'from 1 to 1000000'],
  ['{"rooms": {"r": {"maximumSensorCount": "9"}}}', 'rooms.r.maximumSensorCount', 'whole number'],
  ['{"rooms": 7}', 'rooms', 'room IDs'],
  ['{"rooms": []}', 'rooms', 'not a list'],
  ['{"rooms": [{"capacity": 4}]}', 'rooms', 'not a list'],
  ['{"rooms": {"room_x": 7}}', 'rooms.room_x', 'Expected an object such as'],
  ['{"rooms": {"room_x": {"capacity": 0}}}', 'rooms.room_x.capacity', 'from 1 to 100000'],
  ['{"rooms": {"room_x": {"capacity": 0.001}}}', 'rooms.room_x.capacity', 'from 1 to 100000'],
  ['{"rooms": {"room_x": {"capacity": 2.5}}}', 'rooms.room_x.capacity', 'whole number'],
  ['{"rooms": {"room_x": {"capacity": "8"}}}', 'rooms.room_x.capacity', 'whole number'],
  ['{"rooms": {"room_x": {"capactiy": 8}}}', 'rooms.room_x.capactiy', 'name, kind, capacity'],
  ['{"rooms": {"room_x": {"name": " "}}}', 'rooms.room_x.name', '1 to 200'],
  ['{"rooms": {"room_x": {"note": ""}}}', 'rooms.room_x.note', '1 to 500'],
  ['{"rooms": {"room_x": {"hidden": "yes"}}}', 'rooms.room_x.hidden', 'true'],
  ['{"floors": {"space_x": {"capacity": 8}}}', 'floors.space_x.capacity', 'Allowed keys: name.'],
  ['{"sites": {"site_x": {"timezone": "Berlin"}}}', 'sites.site_x.timezone', 'IANA'],
  ['{"sites": {"site_x": {"timezone": "+01:00"}}}', 'sites.site_x.timezone', 'IANA'],
])('reports the location and the expected value for %s', (text, where, message) => {
  expect(parseOverrides(text)).toEqual({
    ok: false,
    where,
    message: expect.stringContaining(message),
  })
})

test('reports the first of several errors and counts the others', () => {
  const rooms = { room_1: { capacity: -1.5 }, room_2: { hide: true }, room_3: { name: 7 } }
  expect(parseOverrides(JSON.stringify({ rooms }))).toMatchObject({
    where: 'rooms.room_1.capacity',
    message: expect.stringMatching(/ Other errors in the file: 2\.$/),
  })
})

test('never quotes a value from the file in an error', () => {
  for (const text of [
    '{"rooms": {"room_x": {"capacity": "canary"}}}',
    '{"rooms": "canary"}',
    '{"rooms": {"room_x": canary}}',
    '{"sites": {"site_x": {"timezone": "canary"}}}',
  ]) {
    expect(JSON.stringify(parseOverrides(text))).not.toContain('canary')
  }
})

test('accepts every valid set of overrides, and normalising it again changes nothing', () => {
  fc.assert(
    fc.property(arbitraryOverrides, (overrides) => {
      const parsed = parseOverrides(JSON.stringify(overrides))
      expect(parsed).toMatchObject({ ok: true })
      const normalised = parsed.ok ? parsed.overrides : null
      expect(parseOverrides(JSON.stringify(normalised))).toEqual({
        ok: true,
        overrides: normalised,
      })
    }),
  )
})

test('the example in docs/operations.md is valid and has every key', () => {
  const manual = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
  const [, example = ''] = /```json\n([^]*?)```/.exec(manual) ?? []
  expect(parseOverrides(example)).toMatchObject({ ok: true })
  const keys = [Overrides, RoomOverride, SiteOverride].flatMap(({ entries }) =>
    Object.keys(entries),
  )
  for (const key of keys) {
    expect(example).toContain(`"${key}":`)
    if (!(key in Overrides.entries) || key === 'busyFrom') expect(manual).toContain(`| \`${key}\``)
  }
})
