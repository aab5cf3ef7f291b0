import { expect, test } from 'vitest'
import { placeHoursQuery, roomInsightsQuery } from './insights-queries.ts'

const period = { from: 0, to: 60_000 }

function hashRooms(body: Parameters<typeof roomInsightsQuery>[0]): string | undefined {
  const { queryKey, queryKeyHashFn } = roomInsightsQuery(body)
  return queryKeyHashFn?.(queryKey)
}

test('requests for the same rooms and period share a query, regardless of the order of their fields', () => {
  const rooms = ['oak', 'elm']
  expect(hashRooms({ ...period, rooms })).toBe(hashRooms({ rooms: [...rooms], ...period }))
})

test('requests of different kinds, or for different rooms, periods or hours, share no query', () => {
  const body = { ...period, rooms: ['oak'] }
  const { queryKey, queryKeyHashFn } = placeHoursQuery(body)
  const hashes = [
    hashRooms(body),
    hashRooms({ ...body, rooms: ['oak', 'elm'] }),
    hashRooms({ ...body, rooms: ['oak","elm'] }),
    hashRooms({ ...body, to: 120_000 }),
    hashRooms({ ...body, hour: 9 }),
    queryKeyHashFn?.(queryKey),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})
