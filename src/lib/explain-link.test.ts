import { expect, test } from 'vitest'
import { getExplainParam, withExplainParam } from './explain-link.ts'

test('a figure is explained by its link, and the rest of the link stays', () => {
  const search = withExplainParam('?state=busy', 'room:maple')
  expect(new URLSearchParams(search).get('state')).toBe('busy')
  expect(getExplainParam(search)).toBe('room:maple')
})

test('another figure takes the place of the first', () => {
  const search = withExplainParam(withExplainParam('', 'all'), 'floor:f3')
  expect(new URLSearchParams(search).getAll('explain')).toEqual(['floor:f3'])
})

test('closing leaves what else is shown', () => {
  expect(withExplainParam('?state=busy&explain=all', null)).toBe('?state=busy')
  expect(withExplainParam('?explain=all', null)).toBe('')
})

test.each(['', '?explain=', '?state=busy'])('the query “%s” explains nothing', (search) => {
  expect(getExplainParam(search)).toBeNull()
})
