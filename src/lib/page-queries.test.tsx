import { afterAll, beforeAll, expect, test } from 'vitest'
import { navigate } from './navigation.tsx'
import { overviewQuery, sensorsQuery } from './page-queries.ts'
import { recordTrail } from './history-trail.ts'

let stopRecording: () => void
beforeAll(() => void (stopRecording = recordTrail()))
afterAll(() => stopRecording())

test('keeps the filters of the overview on other pages and in rooms, but not the filters of those pages', () => {
  navigate('/?view=table&state=free&seats=6')
  navigate('/sensors?problem=offline&sort=name')
  expect(overviewQuery()).toBe('?view=table&state=free&seats=6')
  navigate('/metrics?room=a')
  navigate('/displays?board=new')
  expect(overviewQuery()).toBe('?view=table&state=free&seats=6')
  expect(sensorsQuery()).toBe('?problem=offline&sort=name')
})

test('returns the filters of an open room without its range and breakdown', () => {
  navigate('/rooms/a?state=busy&range=7d&metric=max&explain=room%3Aa')
  expect(overviewQuery()).toBe('?state=busy')
})

test('applies the selected location to all pages, except on pages without a location', () => {
  navigate('/?state=free&place=f2')
  navigate('/sensors?place=f3')
  expect(overviewQuery()).toBe('?state=free&place=f3')
  navigate('/sensors')
  expect(overviewQuery()).toBe('?state=free')
  navigate('/?state=free&place=f2')
  navigate('/displays?board=new')
  expect(overviewQuery()).toBe('?state=free&place=f2')
})

test('keeps the filters of the overview after many changes to other filters', () => {
  navigate('/?state=full')
  for (let change = 0; change < 30; change += 1) navigate(`/sensors?q=${change}`)
  expect(overviewQuery()).toBe('?state=full')
})
