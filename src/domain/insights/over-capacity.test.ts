import { expect, test } from 'vitest'
import { joinOverMinutes } from './over-capacity.ts'

const minute = (at: number, people = 9, isComplete = true) => ({ at, people, isComplete })

test('one minute over capacity is an event', () => {
  expect(joinOverMinutes([minute(100)])).toEqual([
    { from: 100, to: 101, people: 9, isComplete: true },
  ])
})

test('one minute at or below capacity does not end an event, but two minutes do', () => {
  const minutes = [minute(100), minute(102, 11), minute(103), minute(106)]
  expect(joinOverMinutes(minutes)).toEqual([
    { from: 100, to: 104, people: 11, isComplete: true },
    { from: 106, to: 107, people: 9, isComplete: true },
  ])
})

test('an event is complete if all sensors contribute in each minute over capacity', () => {
  expect(joinOverMinutes([minute(100), minute(101, 9, false)])).toMatchObject([
    { isComplete: false },
  ])
})
