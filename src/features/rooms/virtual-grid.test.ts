import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { groupByFloor, toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'
import { countColumns, toGridRows } from './virtual-grid.tsx'

const place = (label: string) => ({
  label,
  zone: { name: 'UTC', known: true },
  buildingId: null,
  siteId: null,
})

test('puts every card in exactly one row, in order, under its floor', () => {
  const floors = new Map([0, 1, 2].map((index) => [`f${index}`, place(`Floor ${index}`)]))
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (onFloors, columns) => {
        const rooms = toRoomCardModels(
          onFloors.map((floor, index) => makeLiveRoom({ id: `r${index}`, floorId: `f${floor}` })),
          floors,
          { at: 0, freshness: 'live', intervalMs: 5_000 },
        )
        const groups = groupByFloor(rooms)
        const rows = toGridRows(groups, columns)
        const drawn = rows.flatMap((row) => (row.kind === 'cards' ? row.rooms : []))
        expect(drawn).toEqual(groups.flatMap((group) => group.rooms))
        expect(rows.filter(({ kind }) => kind === 'heading')).toHaveLength(groups.length)
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
        for (const row of rows) {
          if (row.kind === 'heading') continue
          expect(row.rooms.length).toBeLessThanOrEqual(columns)
          expect(row.rooms[0]).toBe(row.group.rooms[row.first])
        }
      },
    ),
  )
})

test.each([
  [86, 7, 5],
  [116, 7, 7],
  [116, 5, 5],
  [15.5, 7, 1],
  [0, 7, 1],
  [43, 1, 1],
])(
  'a grid that is %d rem wide, with at most %i columns, has %i columns',
  (width, maximum, columns) => {
    expect(countColumns(width, maximum)).toBe(columns)
  },
)
