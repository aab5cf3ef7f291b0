import { setTimeout } from 'node:timers/promises'
import {
  roomCounts,
  stateSizes,
  wallLayouts,
  wallSizes,
  wallStates,
  wallThemes,
} from '../../scripts/wall-pictures.mjs'
import { expect, pairAll, see, test as base } from '../displays/fixtures.ts'
import { signInStaff, type BoardSettings, type Staff } from '../displays/staff.ts'
import { serviceAccount } from '../fixtures.ts'
import {
  furnish,
  unusualRooms,
  usualRooms,
  type PicturedBuilding,
  type PicturedRoom,
} from './building.ts'
import {
  preparePictures,
  setClockAhead,
  showBoard,
  takePictures,
  type Screens,
} from './pictures.ts'

const orientations = ['landscape', 'portrait'] as const
/** Number of rooms per floor, by the total number of rooms, except for plans. */
const roomsPerFloor: Record<number, number> = { 3: 3, 12: 6, 48: 12, 200: 25 }
const mostOnPlan = 50
/** How far the clock of an offline display runs ahead, in milliseconds. The display then treats its data as stale. */
const staleMs = 150_000
/** In milliseconds, longer than the gateway caches sensor health. */
const sensorHealthMs = 25_000

/** Pairs both screens with a board that does not appear in any picture. Returns the IDs of the displays. */
async function pair(staff: Staff, address: string, screens: Screens): Promise<string[]> {
  for (const screen of screens) await screen.prepare(preparePictures, null)
  const settings = { layout: 'cards', theme: 'dark', orientation: 'landscape' } as const
  return pairAll(staff, address, screens, settings)
}

type Fixtures = {
  /**
   * Starts Headroom for a simulated building, and pairs both screens.
   *
   * @param perFloor number of rooms per floor
   */
  furnishAndPair: (
    rooms: readonly PicturedRoom[],
    perFloor: number,
  ) => Promise<{ building: PicturedBuilding; staff: Staff; ids: string[] }>
}
const test = base.extend<Fixtures>({
  furnishAndPair: async ({ startSimulator, startHeadroom, secure, screens }, use, testInfo) => {
    await use(async (rooms, perFloor) => {
      const flags = `--rooms ${rooms.length} --rooms-per-floor ${perFloor} --sensors-per-room 2`
      const simulator = await startSimulator(...flags.split(' '))
      const overrides = testInfo.outputPath('overrides.json')
      const building = await furnish(simulator, rooms, overrides)
      const environment = { ...serviceAccount(simulator), HEADROOM_OVERRIDES: overrides }
      const { url } = await startHeadroom(environment)
      const staff = await signInStaff(url)
      return { building, staff, ids: await pair(staff, await secure(url), screens) }
    })
  },
})

/** Runs each step even if an earlier one failed, and reports the failed steps at the end of the test. */
function collectFailures() {
  const failures: string[] = []
  return {
    attempt: async (name: string, step: () => Promise<void>) => {
      try {
        await step()
      } catch (error) {
        failures.push(`${name}: ${String(error).split('\n')[0]}`)
      }
    },
    report: () => expect(failures).toEqual([]),
  }
}

for (const layout of wallLayouts) {
  for (const count of roomCounts) {
    test(`takes screenshots of ${layout} with ${count} rooms`, async ({
      furnishAndPair,
      screens,
    }) => {
      const perFloor = layout === 'plan' ? Math.min(count, mostOnPlan) : (roomsPerFloor[count] ?? 1)
      const { building, staff, ids } = await furnishAndPair(usualRooms(count), perFloor)
      const { attempt, report } = collectFailures()
      for (const theme of wallThemes) {
        for (const orientation of orientations) {
          const content = `${count}-${theme}`
          const settings = { layout, theme, orientation, location: building.middleFloor }
          const name = `${count} rooms, ${theme}, ${orientation}`
          await attempt(name, () => showBoard(staff, { screens, ids }, name, settings))
          for (const size of wallSizes[orientation]) {
            await attempt(`${name}, ${size.width}`, () =>
              takePictures(screens, layout, content, size),
            )
          }
        }
      }
      report()
    })
  }

  test(`takes screenshots of ${layout} in all states`, async ({ furnishAndPair, screens }) => {
    const { building, staff, ids } = await furnishAndPair(unusualRooms, 6)
    const { attempt, report } = collectFailures()
    for (const state of wallStates) {
      if (state === 'silent') {
        await building.silence()
        // Waits until the displays have received the new sensor health.
        await setTimeout(sensorHealthMs)
      }
      for (const orientation of orientations) {
        const settings: BoardSettings = {
          layout,
          theme: 'dark',
          orientation,
          location: building.middleFloor,
          distanceMetres: state === 'far' ? 8 : 3,
          privacy: state === 'private' ? 'small-rooms-in-words' : 'exact',
        }
        const name = `${state}, ${orientation}`
        await attempt(name, async () => {
          await showBoard(staff, { screens, ids }, name, settings)
          if (state === 'stale') await setLive(screens, false)
          for (const size of stateSizes[orientation]) {
            await takePictures(screens, layout, state, size)
          }
        })
        if (state === 'stale') await setLive(screens, true)
      }
    }
    report()
  })

  test(`takes screenshots of ${layout} with rooms in three time zones`, async ({
    building: { url },
    secure,
    screens,
  }) => {
    const staff = await signInStaff(url)
    const ids = await pair(staff, await secure(url), screens)
    const { attempt, report } = collectFailures()
    for (const orientation of orientations) {
      const name = `All rooms, ${orientation}`
      await attempt(name, async () => {
        await showBoard(staff, { screens, ids }, name, { layout, theme: 'dark', orientation })
        for (const size of stateSizes[orientation]) {
          await takePictures(screens, layout, 'zones', size)
          await setLive(screens, false)
          await takePictures(screens, layout, 'zones-stale', size)
        }
      })
      await setLive(screens, true)
    }
    report()
  })
}

/** If `isLive` is false, disconnects the network and advances the clocks of the pages; otherwise, reverts this. */
async function setLive(screens: Screens, isLive: boolean): Promise<void> {
  for (const screen of screens) {
    await screen.setOffline(!isLive)
    await setClockAhead(screen, isLive ? 0 : staleMs)
  }
  if (!isLive) await see(screens, /Not live since/)
}
