import { createDisplayEngine } from '#src/display-app/engine/display-engine.ts'
import { createFakeGateway, createFakeStorage } from './fake-gateway.ts'
import { createFakeClock } from './fake-clock.ts'

/** A Monday morning, far from midnight and from clock changes. */
export const fakeStartTime = Date.UTC(2026, 10, 23, 9)

/** Returns a generator of random numbers in [0, 1) that repeats for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Creates a display with a fake clock and a fake gateway. `reopen` simulates a reload of the page. */
export function createFakeDisplay({ version = 'one', seed = 1 } = {}) {
  const time = createFakeClock(fakeStartTime)
  const { gateway, api, clock, deviceNow } = createFakeGateway(time)
  const storage = createFakeStorage()
  const reloads: number[] = []
  const page = (options: { version: string; byReload: boolean }) => {
    const engine = createDisplayEngine({
      api,
      clock: clock(),
      now: deviceNow,
      monotonic: time.monotonic,
      timers: time.timers,
      random: seededRandom(seed),
      memory: storage,
      page: {
        reload: () => void reloads.push(time.monotonic()),
        loadedByReload: options.byReload,
      },
      version: options.version,
    })
    engine.start()
    return engine
  }
  const display = {
    time,
    gateway,
    memory: storage,
    /** When the page requested a reload, by the monotonic clock. */
    reloads,
    engine: page({ version, byReload: false }),
    reopen(options: { version?: string; byReload?: boolean } = {}) {
      display.engine.stop()
      display.engine = page({ version, byReload: true, ...options })
    },
  }
  return display
}
