import { parquetMetadata } from 'hyparquet'
import { expect, test } from 'vitest'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { encodeRoomMinutes } from './room-file.ts'

const day = 20_000 * minutesPerDay

test('a reader of one room can skip most row groups even if all IDs begin with the same characters', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `room_${String(index).padStart(27, '0')}`)
  const rooms = ids.map((roomId) => ({
    roomId,
    from: day,
    people: new Int32Array(minutesPerDay).fill(2),
    upperBound: new Int32Array(minutesPerDay).fill(3),
    reported: new Int32Array(minutesPerDay).fill(1),
    expected: new Int32Array(minutesPerDay).fill(1),
    estimated: new Uint8Array(minutesPerDay),
  }))
  const collected = [{ from: day, to: day + minutesPerDay }]
  const bytes = await encodeRoomMinutes(rooms, {
    building: 'b',
    collected,
    inputs: '',
    hasReadings: true,
    zerosWithheld: false,
    finalBefore: null,
  })
  const groups = parquetMetadata(bytes).row_groups.map(({ columns }) => {
    const room = columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === 'room_id')
    return room?.meta_data?.statistics
  })
  expect(groups).toHaveLength(4)
  const found = ids.map(
    (id) =>
      groups.filter((one) => String(one?.min_value) <= id && id <= String(one?.max_value)).length,
  )
  expect(found).toEqual(ids.map(() => 1))
})
