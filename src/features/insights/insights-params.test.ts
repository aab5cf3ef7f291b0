import { expect, test } from 'vitest'
import { readInsightsParams, writeInsightsParams } from './insights-params.ts'

test('restores the parameters that it writes, and keeps others', () => {
  const changed = {
    place: 'space_1',
    range: { name: 'custom', first: '2026-10-01', last: '2026-10-07' },
    isCompared: false,
    kind: 'Meeting room',
    tags: ['tag_1', 'tag_2'],
    hour: { weekday: 2, hour: 10 },
    showsHourRooms: true,
    verdict: 'too-large',
    sort: 'peak',
    reversed: true,
    showsAllRooms: true,
    comparedRooms: ['room_1', 'room_2'],
    evidence: 'room_3',
  } as const
  const params = { ...changed, tags: [...changed.tags], comparedRooms: [...changed.comparedRooms] }
  const query = writeInsightsParams(new URLSearchParams('explain=all'), params)
  expect(readInsightsParams(query)).toEqual(params)
  expect(query.get('explain')).toBe('all')
  expect(query.get('period')).toBe('2026-10-01..2026-10-07')
})

test('omits defaults, and ignores unknown values', () => {
  const defaults = readInsightsParams(new URLSearchParams())
  expect(defaults).toMatchObject({ range: { name: '30d' }, isCompared: true, sort: 'attention' })
  expect(`${writeInsightsParams(new URLSearchParams(), defaults)}`).toBe('')
  const unknown = new URLSearchParams('period=live&hour=7-24&size=huge&sort=colour&before=on')
  expect(readInsightsParams(unknown)).toEqual(defaults)
})

test('compares at most six rooms', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const search = new URLSearchParams(ids.map((id) => ['with', id]))
  expect(readInsightsParams(search).comparedRooms).toEqual(ids.slice(0, 6))
})
