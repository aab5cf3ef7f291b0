import { kill } from 'node:process'
import type { Page } from '@playwright/test'
import { installClock } from '../fixtures.ts'
import { expect, openRoom, test, type PastBuilding } from './fixtures.ts'

/** A room for 16 people. Only this test uses it, because the test changes its counts. */
const deskRoom = 'Room 0.04'

/** Returns the ID of the current history process, from the gateway's log. */
function findHistoryProcess({ headroom }: PastBuilding): number {
  const starts = [...headroom.output().matchAll(/"pid":(\d+),"msg":"history process started"/g)]
  const pid = Number(starts.at(-1)?.[1])
  expect(pid).toBeGreaterThan(0)
  return pid
}

function killHistoryProcess(building: PastBuilding) {
  try {
    kill(findHistoryProcess(building), 'SIGKILL')
  } catch (error) {
    const hasEnded = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!hasEnded) throw error
  }
}

/** Advances the page's clock by more than the poll interval of one minute. */
const passPollInterval = (page: Page) => page.clock.fastForward(70_000)

test('while the history process is down, a room shows live data and the last history it loaded, and later recovers', async ({
  page,
  pastBuilding,
}) => {
  const { simulator } = pastBuilding
  await simulator.pin(deskRoom, [2, 3, 1])
  await installClock(page)
  const room = await openRoom(page, pastBuilding, deskRoom)
  await room.getByRole('button', { name: 'Today' }).click()
  const peak = room
    .locator('dl > div')
    .filter({ has: page.getByRole('button', { name: 'peak', exact: true }) })
    .getByRole('definition')
  await expect(peak).toBeVisible()
  const lastPeak = (await peak.textContent()) ?? ''
  await expect(room.getByRole('link', { name: 'Now 6 of 16' })).toBeVisible()

  const failure = room.getByText(
    'Headroom can’t read its history right now. Showing the last data received.',
  )
  const first = findHistoryProcess(pastBuilding)
  // Ends the process again if it restarts before the request arrives. Each restart takes longer than the previous one.
  await expect(async () => {
    killHistoryProcess(pastBuilding)
    await passPollInterval(page)
    await expect(failure).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await simulator.pin(deskRoom, [10, 15, 5])
  await expect(room.getByRole('link', { name: 'Now 30 of 16' })).toBeVisible()
  await expect(failure).toBeVisible()
  await expect(peak).toHaveText(lastPeak)
  await expect(room.getByRole('slider', { name: /People by sensor/ })).toBeAttached()

  await expect(async () => {
    await passPollInterval(page)
    await expect(failure).toBeHidden({ timeout: 2_000 })
    await expect(peak).toHaveText('30 / 16', { timeout: 2_000 })
  }).toPass()
  expect(findHistoryProcess(pastBuilding)).not.toBe(first)
})
