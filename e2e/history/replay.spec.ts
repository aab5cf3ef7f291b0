import * as v from 'valibot'
import { boardDraft } from '#src/testing/fixtures.ts'
import { expectNoFindingsInThemes } from '../appearance/axe.ts'
import { signIn } from '../fixtures.ts'
import { dayMs, expect, pinnedRoom, test } from './fixtures.ts'

const minuteMs = 60_000

test('a link opens a replay of the rooms that can be played and scrubbed, and one key returns to live data', async ({
  page,
  pastBuilding,
}) => {
  await signIn(page, pastBuilding.url)
  const at = Math.floor((Date.now() - dayMs) / minuteMs) * minuteMs
  const moment = `${new Date(at).toISOString().slice(0, 16)}Z`
  await page.goto(`${pastBuilding.url}/replay?at=${moment}`)
  const band = page.getByRole('region', { name: 'Replay, not live' })
  await expect(band).toBeVisible()
  await expect(page).toHaveTitle(/^Replay, not live · /)
  await expect(page.getByRole('link', { name: new RegExp(`^${pinnedRoom}, 6 of 8`) })).toBeVisible()

  const slider = page.getByRole('slider', { name: 'Time of day' })
  await slider.fill('600')
  await expect(slider).toHaveAttribute('aria-valuetext', /^10:00, /)
  await expect(page).not.toHaveURL(new RegExp(moment))
  await page.getByRole('button', { name: 'Floor plan' }).click()
  await expect(page).toHaveURL(/view=plan/)
  await page.getByRole('button', { name: '1,200×' }).click()
  await slider.focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(slider).not.toHaveValue('600')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await expectNoFindingsInThemes(page, 'replay')

  await page.keyboard.press('Escape')
  await expect(band).toBeHidden()
  await expect(page).toHaveURL(`${pastBuilding.url}/?view=plan`)
  // The focused slider has disappeared with the controls of the replay.
  await expect(page.getByRole('main')).toBeFocused()
})

test('on a phone, the floor plan is in view above the controls', async ({ page, pastBuilding }) => {
  await signIn(page, pastBuilding.url)
  await page.goto(`${pastBuilding.url}/replay?view=plan`)
  const plan = page.getByRole('group', { name: /^Plan of/ })
  for (const { width, height, least } of [
    { width: 390, height: 800, least: 200 },
    { width: 320, height: 568, least: 100 },
  ]) {
    await page.setViewportSize({ width, height })
    await expect(plan).toBeVisible()
    const { top, bottom } = await plan.evaluate((one) => {
      const box = one.getBoundingClientRect()
      return { top: box.top, bottom: box.bottom }
    })
    const controls = await page.getByRole('region', { name: 'Replay controls' }).boundingBox()
    expect(Math.min(bottom, controls?.y ?? 0) - top, `${width} px`).toBeGreaterThan(least)
  }
})

test('a link opens a replay of a board that can be played, and Escape returns to live data', async ({
  page,
  pastBuilding: { url },
}) => {
  await signIn(page, url)
  const created = await page.request.post(`${url}/api/boards`, {
    headers: { origin: url },
    data: boardDraft,
  })
  const { id } = v.parse(v.object({ id: v.string() }), await created.json())
  const at = Math.floor((Date.now() - dayMs) / minuteMs) * minuteMs
  const moment = `${new Date(at).toISOString().slice(0, 16)}Z`
  await page.goto(`${url}/replay?view=board&board=${id}&at=${moment}`)
  const board = page.getByRole('article', { name: 'Lobby' })
  await expect(board.getByRole('heading', { level: 1 })).toHaveText(/^Replay of /)
  await expect(
    board.getByRole('listitem', { name: new RegExp(`^${pinnedRoom}, 6 of 8`) }),
  ).toBeVisible()
  await expect(board.getByText(/Live|Next try/)).toHaveCount(0)
  await expectNoFindingsInThemes(page, 'replay of a board')

  const footer = board.getByText(/^Replay, \d\d:\d\d$/)
  const before = await footer.textContent()
  await page.getByRole('button', { name: '1,200×' }).click()
  await page.getByRole('button', { name: 'Play' }).click()
  await expect(footer).not.toHaveText(before ?? '')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Replay, not live' })).toBeHidden()
  await expect(page).toHaveURL(`${url}/`)
})
