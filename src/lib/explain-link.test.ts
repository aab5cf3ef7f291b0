import { expect, test } from 'vitest'
import { getExplainParam, withExplainParam } from './explain-link.ts'

test('adds the explain parameter and keeps the rest of the query', () => {
  const search = withExplainParam('?state=busy', 'room:maple')
  expect(new URLSearchParams(search).get('state')).toBe('busy')
  expect(getExplainParam(search)).toBe('room:maple')
})

test('replaces an existing explain parameter', () => {
  const search = withExplainParam(withExplainParam('', 'all'), 'floor:f3')
  expect(new URLSearchParams(search).getAll('explain')).toEqual(['floor:f3'])
})

test('null removes the explain parameter and keeps the rest', () => {
  expect(withExplainParam('?state=busy&explain=all', null)).toBe('?state=busy')
  expect(withExplainParam('?explain=all', null)).toBe('')
})

test.each(['', '?explain=', '?state=busy'])('the query “%s” has no explain target', (search) => {
  expect(getExplainParam(search)).toBeNull()
})
