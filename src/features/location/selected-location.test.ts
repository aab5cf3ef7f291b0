import { expect, test } from 'vitest'
import { withPlaceParam } from './selected-location.ts'

test('a link to a location keeps the filters and leaves out the parameters of a room’s page', () => {
  const search = '?state=free&range=last-week&metric=max&chart=table&compare=off'
  expect(withPlaceParam(search, 'floor_3')).toBe('?state=free&place=floor_3')
  expect(withPlaceParam('?range=7d', null)).toBe('')
})
