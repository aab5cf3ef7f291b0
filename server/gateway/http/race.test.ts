import { expect, test } from 'vitest'
import { startRace } from './race.ts'

/** Starts a race whose calls the test settles, on a fake clock. */
function start() {
  const clock = { now: 0 }
  const calls: {
    resolve: (value: string) => void
    reject: (error: Error) => void
    signal: AbortSignal
  }[] = []
  const make = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => void calls.push({ resolve, reject, signal }))
  const race = startRace(make, () => clock.now)
  const passSeconds = (seconds: number) => {
    clock.now += seconds * 1_000
    race.repeatIfSlow()
  }
  return { race, calls, passSeconds }
}

test('starts another call every five seconds until a call responds', () => {
  const { calls, passSeconds } = start()
  const counts = [4, 1, 4, 1, 5].map((seconds) => {
    passSeconds(seconds)
    return calls.length
  })
  expect(counts).toEqual([1, 2, 2, 3, 4])
})

test('returns the first response and cancels the other calls', async () => {
  const { race, calls, passSeconds } = start()
  passSeconds(5)
  calls[1]?.resolve('second')
  expect(await race.result).toBe('second')
  expect(calls[0]?.signal.aborted).toBe(true)
})

test('a slow first call can still succeed after a later call has failed', async () => {
  const { race, calls, passSeconds } = start()
  passSeconds(5)
  calls[1]?.reject(new Error('second'))
  calls[0]?.resolve('first')
  expect(await race.result).toBe('first')
})

test('fails with the last error once all calls have failed', async () => {
  const { race, calls, passSeconds } = start()
  passSeconds(5)
  calls[1]?.reject(new Error('second'))
  calls[0]?.reject(new Error('first'))
  await expect(race.result).rejects.toThrow('first')
})

test('starts another call when the clock is set back, because the age of the first call is then unknown', () => {
  const { calls, passSeconds } = start()
  passSeconds(-60)
  expect(calls).toHaveLength(2)
})
