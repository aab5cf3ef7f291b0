import { expect, test } from 'vitest'
import { explainIn, explainSearch } from './explain-link.ts'

test('a figure is explained by its link, and the rest of the link stays', () => {
  const search = explainSearch('?state=busy', 'room:maple')
  expect(new URLSearchParams(search).get('state')).toBe('busy')
  expect(explainIn(search)).toBe('room:maple')
})

test('another figure takes the place of the first', () => {
  const search = explainSearch(explainSearch('', 'all'), 'floor:f3')
  expect(new URLSearchParams(search).getAll('explain')).toEqual(['floor:f3'])
})

test('closing leaves what else is shown', () => {
  expect(explainSearch('?state=busy&explain=all', null)).toBe('?state=busy')
  expect(explainSearch('?explain=all', null)).toBe('')
})

test.each(['', '?explain=', '?state=busy'])('the query “%s” explains nothing', (search) => {
  expect(explainIn(search)).toBeNull()
})
