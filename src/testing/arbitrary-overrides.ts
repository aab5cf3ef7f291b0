import * as fc from 'fast-check'
import { formatClosedDays, formatOpeningTimes, weekdayKeys } from '#src/contract/opening-times.ts'
import { dateOfDay } from '#src/domain/time/local-date.ts'

const name = fc.constantFrom('Oak', ' Oak ', 'Room 2/3', 'العربية')
const id = fc.constantFrom('a', 'b', 'room/1', 'room.2', 'capacity', 'constructor')
const share = fc.constantFrom(0.02, 0.6, 1)
const optional: { requiredKeys: never[] } = { requiredKeys: [] }

/** Opening times of a day, as text. */
export const arbitraryOpeningTimes = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 6 })
  .map((hours) => {
    const sorted = hours.toSorted((one, other) => one - other)
    const intervals = sorted.flatMap((from, index) => {
      const to = sorted[index + 1]
      return index % 2 === 0 && to !== undefined ? [{ from, to }] : []
    })
    return formatOpeningTimes(intervals)
  })

const closedRange = fc
  .record({
    day: fc.integer({ min: 20_000, max: 21_000 }),
    length: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ day, length }) => formatClosedDays({ from: dateOfDay(day), to: dateOfDay(day + length) }))

const week = fc
  .dictionary(fc.constantFrom(...weekdayKeys), arbitraryOpeningTimes, { minKeys: 1, maxKeys: 7 })
  .map((days) => ({ ...days }))
const named = fc.record({ name }, optional)

/** Valid overrides, with and without each key. */
export const arbitraryOverrides = fc.record(
  {
    busyFrom: share,
    maximumSensorCount: fc.integer({ min: 1, max: 1_000_000 }),
    usedFromMinutes: fc.integer({ min: 1, max: 60 }),
    rightSize: fc.record({ seats: share, served: share, over: share }, optional),
    sites: fc.dictionary(
      id,
      fc.record(
        {
          name,
          timezone: fc.constantFrom('UTC', 'Europe/Berlin'),
          openingHours: week,
          closedDays: fc.array(closedRange, { maxLength: 5 }),
        },
        optional,
      ),
    ),
    buildings: fc.dictionary(id, named),
    floors: fc.dictionary(id, named),
    rooms: fc.dictionary(
      id,
      fc.record(
        {
          name,
          kind: name,
          capacity: fc.option(fc.integer({ min: 1, max: 100_000 })),
          busyFrom: share,
          hidden: fc.boolean(),
          note: name,
        },
        optional,
      ),
    ),
  },
  optional,
)
