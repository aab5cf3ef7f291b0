import { byLabel, byRole } from './find-elements.ts'
import { expect, openView, signIn, test } from './fixtures.ts'

test('signs in, shows and updates cards, and keeps the session when the page is opened again', async ({
  site,
  newPage,
}) => {
  await site.simulator.pin('Maple', [4, 2])
  const page = await newPage()
  await signIn(page, site.url)
  await page.see(byRole('link', 'Maple, 6 of 10 people, in use'))
  await site.simulator.pin('Maple', [4, 3])
  await page.see(byRole('link', 'Maple, 7 of 10 people, busy'))
  await page.open(site.url)
  await page.see(byRole('link', 'Maple, 7 of 10 people, busy'))
})

test('opens a room with its sensors and a chart', async ({ site, newPage }) => {
  await site.simulator.pin('Juniper', [4, 3, 2])
  const page = await newPage()
  await signIn(page, site.url)
  await page.click(byRole('link', 'Juniper, 9 of 14 people, in use'))
  const room = byRole('dialog', 'Juniper')
  await page.see(room, byRole('figure'))
  await expect
    .poll(() => page.text(room))
    .toMatch(/4\s*North\s*\+\s*3\s*Centre\s*\+\s*2\s*Door\s*=\s*9 people/)
  const countLines = () =>
    page.evaluate(() => {
      const lines = document.querySelectorAll<SVGPathElement>('figure svg .recharts-line-curve')
      return [...lines].filter((line) => line.getTotalLength() > 300).length
    })
  // One line for each sensor and one for the room's sum.
  await expect.poll(countLines).toBe(4)
})

test('shows a floor plan and opens the room that is clicked', async ({ site, newPage }) => {
  await site.simulator.pin('Maple', [4, 2])
  const page = await newPage()
  await openView(page, site.url, 'Floor plan')
  const plan = byRole('group', 'Plan of Floor 3')
  await page.click(plan, byRole('link', 'Maple, 6 of 10 people, in use'))
  await page.see(byRole('dialog', 'Maple'))
})

test('shows rooms in a table and sorts them by the clicked column', async ({ site, newPage }) => {
  await site.simulator.pin('Library', [40, 35])
  const page = await newPage()
  await openView(page, site.url, 'Table')
  const table = byRole('table', 'Rooms')
  expect(await page.text(table, byRole('row', /^Library/))).toMatch(/\s75\s+16\s[^]*59 over/)
  expect(await page.text(table, byRole('rowheader'))).toBe('Alder')
  await page.click(table, byRole('button', 'People'))
  await expect.poll(() => page.text(table, byRole('rowheader'))).toBe('Library')
})

test('prints the rooms without the controls', async ({ site, newPage }) => {
  await site.simulator.pin('Juniper', [4, 3, 2])
  const page = await newPage()
  await signIn(page, site.url)
  const rooms = ['Alder', 'Cedar', 'Juniper']
  for (const room of rooms) await page.see(byRole('link', new RegExp(`^${room},`)))
  const overview = await page.printedText()
  for (const room of rooms) expect(overview).toContain(room)

  await page.click(byRole('link', 'Juniper, 9 of 14 people, in use'))
  const room = byRole('dialog', 'Juniper')
  await page.see(room, byRole('button', 'Table view'))
  expect(await page.text(room)).toContain('30 d')
  const printed = await page.printedText()
  expect(printed).toContain('Juniper')
  expect(printed).toContain('North')
  expect(printed).not.toContain('30 d')
})

test('pairs a display, lists it, and shows live data on it', async ({ site, newPage }) => {
  await site.simulator.pin('Alder', [2])
  const staff = await newPage()
  const display = await newPage()
  await signIn(staff, site.url)
  await staff.click(byRole('link', 'Displays'))
  await staff.see(byRole('heading', 'Displays'))
  await display.open(`${site.url}/display`)
  await display.see(byRole('heading', 'Pair this display'))
  const readCode = () =>
    display.evaluate(() => document.querySelector('.code')?.getAttribute('aria-label') ?? '')
  await expect.poll(readCode, { timeout: 60_000 }).not.toBe('')
  const code = await readCode()
  await staff.type(code.replaceAll(' ', ''), byLabel('Code'))
  await staff.type('Lobby', byLabel('Display name'))
  await staff.click(byRole('button', 'Continue'))
  const question = byRole('group', /^Does the screen in front of you show/)
  expect(await staff.text(question)).toMatch(
    /Requested \d+ s ago from 127\.0\.0\.1 by (Chrome|Firefox|Safari) \d+ on Linux/,
  )
  await staff.click(question, byRole('button', 'Pair'))
  await staff.see(byRole('listitem', 'Lobby'))

  await display.see(byRole('article'), byRole('listitem', 'Alder, 2 of 6 people, in use'))
  await site.simulator.pin('Alder', [7])
  await display.see(byRole('article'), byRole('listitem', 'Alder, 7 of 6 people, 1 over'))
})
