import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'
import { chooseMaxColumns } from './room-grid.tsx'

test.each([
  { sizes: [10, 10, 5], columns: 5 },
  { sizes: [6, 12], columns: 6 },
  { sizes: [14, 7, 21], columns: 7 },
  { sizes: [35], columns: 7 },
  { sizes: [], columns: 7 },
])('limits rows to $columns cards on floors of $sizes rooms', ({ sizes, columns }) => {
  const floors = sizes.map((size, floor) => {
    const rooms = Array.from({ length: size }, (_, index) =>
      makeLiveRoom({ id: `${floor}.${index}` }),
    )
    const status = { at: 0, freshness: 'live', intervalMs: 5_000 } as const
    return [`f${floor}`, toRoomCardModels(rooms, new Map(), status)] as const
  })
  expect(chooseMaxColumns(new Map(floors))).toBe(columns)
})
