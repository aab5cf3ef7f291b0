import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { leafDepth, readReportBody } from './report-body.ts'
import { currentOccupancyRequest } from './reporting.ts'

const data = { room_1: { '00-01': { last: 2 } }, room_2: { '00-02': { last: 0, sum: 0 } } }
const unauthenticated = { message: 'x', extensions: { code: 'UNAUTHENTICATED' } }
const kindOf = (body: unknown) => readReportBody(body, 2).kind

test.each([
  {},
  { data: {} },
  { data: [] },
  { data: null },
  { data: {}, error: null, errors: [], page_info: { page: 1 } },
  { data: { room_1: null, room_2: {}, room_3: [] } },
  { data: { room_1: { '00-01': null } } },
])('%j is an empty report', (body) => {
  expect(readReportBody(body, 2)).toEqual({
    kind: 'report',
    data: body.data,
    incomplete: false,
  })
})

test.each([
  { data },
  { data, error: null },
  { data, error: '', errors: [], message: 'OK', status: 'success', code: 200, success: true },
  { data, errors: [null], error: { code: 0, message: '' } },
  { data, request_id: 'x', took: 3 },
])('%j is a complete report', (body) => {
  expect(readReportBody(body, 2)).toEqual({ kind: 'report', data, incomplete: false })
})

test.each([
  [{ error: 'internal', message: 'x' }, null],
  [{ error: 'internal', data: {} }, null],
  [{ error: { message: 'x' }, data: [] }, null],
  [{ error: true, data: null }, null],
  [{ errors: [{ message: 'x' }], data: null }, null],
  [{ errors: { message: 'x' } }, null],
  [{ errors: 'x', data: { room_1: {} } }, null],
  [{ message: 'Internal server error' }, null],
  [{ message: 'x', data: {} }, null],
  [{ detail: 'x', title: 'y' }, null],
  [{ errorMessage: 'timed out', errorType: 'Sandbox' }, null],
  [{ success: false, data: {} }, null],
  [{ status: 'error', data: {} }, null],
  [{ statusCode: 500 }, 500],
  [{ status: 503, error: 'Service Unavailable' }, 503],
  [{ status: '504', data: null }, 504],
  [{ code: 'FORBIDDEN', message: 'x' }, 403],
  [{ error: 'Too many requests' }, 429],
  [{ data: { error: 'internal' } }, null],
  [{ data: { message: 'internal' } }, null],
  [{ data: { error: { code: 500, message: 'x' } } }, 500],
  [{ data: [{ error: 'internal' }] }, null],
])('%j is an error', (body, status) => {
  expect(readReportBody(body, 2)).toEqual({ kind: 'error', status })
})

test.each([
  { data: null, errors: [unauthenticated] },
  { data: {}, errors: [{ message: 'x' }, unauthenticated] },
  { errors: [{ message: 'x', extensions: { code: 'INTERNAL', http: { status: 401 } } }] },
  { error: 'UNAUTHENTICATED' },
  { error: { code: 401, message: 'x' } },
  { error: { status: 'UNAUTHENTICATED', code: 16 } },
  { error: 'invalid_token', error_description: 'The token expired.' },
  { statusCode: 401, message: 'Unauthorized', error: 'Unauthorized' },
  { timestamp: 1, status: 401, error: 'Unauthorized', path: '/api/v3/reporting' },
  { code: '401', data: null },
  { message: 'Unauthenticated.' },
  { data: [{ error: unauthenticated }] },
  { data: { errors: [unauthenticated] } },
])('%j reports a rejected token', (body) => {
  expect(readReportBody(body, 2)).toEqual({ kind: 'error', status: 401 })
})

test.each([
  { error: 'Request failed with status code 401' },
  { error: { message: 'Unauthorized', response: { status: 401 } } },
])('%j reports an error of unknown status', (body) => {
  expect(readReportBody(body, 2)).toEqual({ kind: 'error', status: null })
})

test.each([
  'text',
  7,
  null,
  [],
  [{ data }],
  { data: 'text' },
  { data: '' },
  { data: 0 },
  { data: true },
  { data: [1] },
  { data: [{ room_id: 'room_1', value: 2 }] },
  { data: { room_1: 'unavailable' } },
  { data: { room_1: { last: 2 } } },
  { data: { data } },
  { data: {}, request_id: 'x' },
  { result: data },
  { page_info: { page: 1 } },
])('%j is unreadable', (body) => {
  expect(kindOf(body)).toBe('unreadable')
})

test.each([
  { data, error: 'one building timed out' },
  { data, errors: [unauthenticated] },
  { data, statusCode: 206, success: false },
  { data, incomplete: true },
  { data: { ...data, error: 'one building timed out' } },
  { data: { ...data, message: 'partial' } },
  { data: { ...data, errors: [{ message: 'x' }] } },
])('%j is an incomplete report', (body) => {
  expect(readReportBody(body, 2)).toEqual({ kind: 'report', data, incomplete: true })
})

test('a malformed room or sensor does not make a report incomplete', () => {
  const partlyMalformed = {
    ...data,
    room_3: 'unavailable',
    room_4: { '00-04': 'x', '00-05': null },
  }
  expect(readReportBody({ data: partlyMalformed }, 2)).toEqual({
    kind: 'report',
    data: partlyMalformed,
    incomplete: false,
  })
  expect(kindOf({ data: { room_1: { '00-01': { last: 'x' } } } })).toBe('report')
})

test('the request determines the depth of the leaves', () => {
  const { window, filter } = currentOccupancyRequest
  expect(leafDepth(currentOccupancyRequest)).toBe(2)
  expect(leafDepth({ window, filter, group_by: { order: ['time'] } })).toBe(1)
  expect(leafDepth({ window, filter, group_by: { order: ['time'], raw: true } })).toBeNull()
  expect(leafDepth({ window, filter })).toBeNull()
  const byTime = { '2026-11-23T09:00:00Z': { last: 2 } }
  expect(readReportBody({ data: byTime }, 1)).toMatchObject({ kind: 'report', data: byTime })
  const rows = [{ room_id: 'room_1', value: 2 }]
  expect(readReportBody({ data: rows }, null)).toMatchObject({ kind: 'report', data: rows })
  expect(readReportBody({ data: 'text' }, null).kind).toBe('unreadable')
})

test('treats an arbitrary body as an empty report only when all its fields are empty', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc.record({ data: fc.jsonValue(), error: fc.jsonValue() }, { requiredKeys: [] }),
  )
  const isBlank = (value: unknown): boolean =>
    value === null ||
    value === false ||
    value === 0 ||
    (typeof value === 'string' && value.trim() === '') ||
    (typeof value === 'object' && Object.values(value ?? {}).every(isBlank))
  fc.assert(
    fc.property(anything, (body) => {
      const report = readReportBody(body, 2)
      if (report.kind !== 'report' || JSON.stringify(report.data)?.includes('last')) return
      expect(Object.values(Object(body)).every(isBlank)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
