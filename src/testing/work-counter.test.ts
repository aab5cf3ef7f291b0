import { expect, onTestFinished, test } from 'vitest'
import { sumOverSensors } from '#src/domain/readings/history.ts'
import { createWorkCounter } from './work-counter.ts'

test('counts the steps of a loop, and starts at 0 after each call', () => {
  const counter = createWorkCounter()
  onTestFinished(counter.close)
  const workFor = (minutes: number) => {
    const a = Array.from({ length: minutes }, (_, at) => ({ at, value: 1, sensors: 1, largest: 1 }))
    counter.take()
    sumOverSensors({ a }, ['a'], 10)
    return counter.take()
  }
  workFor(1)
  expect(workFor(2_000) / workFor(100)).toBeGreaterThan(15)
  expect(counter.take()).toBe(0)
})
