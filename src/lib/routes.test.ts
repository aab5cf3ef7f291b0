import * as fc from 'fast-check'
import { arbitraryId } from '#src/testing/arbitrary-id.ts'
import { expect, test } from 'vitest'
import {
  decodePathSegment,
  encodePathSegment,
  getExplainParam,
  withExplainParam,
} from './routes.ts'

test.each([
  ['room_1', 'room_1'],
  ['00-17-0d', '00-17-0d'],
  ['room/with/slash', 'room~2f~with~2f~slash'],
  ['room#1?x=2', 'room~23~1~3f~x~3d~2'],
  ['a+b %2F', 'a~2b~b~20~~25~2F'],
  ['.', '~2e~'],
  ['..', '~2e~~2e~'],
  ['room.js', 'room~2e~js'],
  ['a~2f~b', 'a~7e~2f~7e~b'],
  ['Büro 会议室', 'B%C3%BCro~20~%E4%BC%9A%E8%AE%AE%E5%AE%A4'],
  ['🏢', '~1f3e2~'],
  ['\ud800', '~d800~'],
])('encodes the ID %j as %j and decodes it again', (id, segment) => {
  expect(encodePathSegment(id)).toBe(segment)
  expect(decodePathSegment(segment)).toBe(id)
})

test('an arbitrary ID survives a round trip through a URL', () => {
  fc.assert(
    fc.property(arbitraryId(), (id) => {
      const { pathname, search, hash } = new URL(
        `/rooms/${encodePathSegment(id)}`,
        'http://x.example',
      )
      expect([search, hash]).toEqual(['', ''])
      expect(decodePathSegment(pathname.slice('/rooms/'.length))).toBe(id)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['room%2Fwith%2Fslash', 'room/with/slash'],
  ['100%25', '100%'],
  ['100%', '100%'],
  ['B%C3%BCro', 'Büro'],
  ['~110000~', '~110000~'],
  ['~x~', '~x~'],
])('decodes the segment %j of an external link as %j', (segment, id) => {
  expect(decodePathSegment(segment)).toBe(id)
})

test('adds the explain parameter and keeps the rest of the query', () => {
  const search = withExplainParam('?state=busy', 'room:maple')
  expect(new URLSearchParams(search).get('state')).toBe('busy')
  expect(getExplainParam(search)).toBe('room:maple')
})

test('a breakdown target with an arbitrary ID survives a round trip through a URL', () => {
  fc.assert(
    fc.property(arbitraryId(), (id) => {
      const { search } = new URL(withExplainParam('', `room:${id}`), 'http://x.example')
      expect(getExplainParam(search)).toBe(`room:${id}`)
    }),
  )
})

test('replaces an existing explain parameter', () => {
  const search = withExplainParam(withExplainParam('', 'all'), 'floor:f3')
  expect(new URLSearchParams(search).getAll('explain')).toEqual(['floor:f3'])
})

test('a null target removes the explain parameter and keeps the rest', () => {
  expect(withExplainParam('?state=busy&explain=all', null)).toBe('?state=busy')
  expect(withExplainParam('?explain=all', null)).toBe('')
})

test.each(['', '?explain=', '?state=busy'])('the query “%s” has no explain target', (search) => {
  expect(getExplainParam(search)).toBeNull()
})
