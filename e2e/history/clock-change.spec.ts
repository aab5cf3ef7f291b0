import { dayMs, expect, openRoom, pinnedRoom, test, zone } from './fixtures.ts'
import { downloadCsv, readTable, toShownCell } from './tables.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const zoneNames = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })

/** Returns the building's UTC offset at a given time, such as `+02:00`. */
function offsetAt(at: number): string {
  const name = zoneNames.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
  return name?.replace('GMT', '') ?? ''
}

/** Returns the last clock change that is at least two days ago, with the UTC offsets before and after it. */
function findClockChange() {
  let at = Math.floor(Date.now() / hourMs) * hourMs - 2 * dayMs
  while (offsetAt(at - hourMs) === offsetAt(at)) at -= hourMs
  return { at, before: offsetAt(at - hourMs), after: offsetAt(at) }
}

const { at: changedAt, before, after } = findClockChange()
/** The date in UTC and in Berlin is the same, because clocks change at 01:00 UTC. */
const date = new Date(changedAt).toISOString().slice(0, 10)
const isAutumn = before === '+02:00'
const hours = isAutumn ? 25 : 23
const addDays = (days: number) =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
const shortDate = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})
  .format(Date.parse(date))
  .replace(',', '')

// Collects only one room, because the clock change can be 220 days ago.
test.use({ pastDays: Math.ceil((Date.now() - changedAt) / dayMs) + 3, rooms: 1 })
// All tests run in one worker, so that the history is collected only once.
test.describe.configure({ mode: 'default' })

test(`the day of a clock change has ${hours} hours in the chart, its table and its CSV file`, async ({
  page,
  pastBuilding,
}) => {
  const room = await openRoom(page, pastBuilding, pinnedRoom)
  await room.getByRole('button', { name: 'Custom' }).click()
  await room.getByLabel('From', { exact: true }).fill(date)
  await room.getByLabel('To', { exact: true }).fill(date)
  await expect(page).toHaveURL(new RegExp(`range=${date}(&|$)`))
  await expect(room.getByRole('status').filter({ hasText: shortDate })).toHaveText(shortDate)

  const slider = room.getByRole('slider', { name: `Selected time, People by sensor, ${shortDate}` })
  await expect(slider).toHaveAttribute('max', String(hours * 60 - 1))
  const [summer, winter] = ['CEST', 'CET']
  const labels = isAutumn
    ? [`02:00 ${summer}`, `02:59 ${summer}`, `02:00 ${winter}`, `02:59 ${winter}`, '04:00']
    : [`01:59 ${winter}`, `03:00 ${summer}`, `03:59 ${summer}`, '04:00']
  const minutes = isAutumn ? [120, 179, 180, 239, 300] : [119, 120, 179, 180]
  for (const [index, label] of labels.entries()) {
    await slider.fill(String(minutes[index]))
    await expect(slider).toHaveAttribute(
      'aria-valuetext',
      `${label}: Centre 3, Door 2, North 1, Room 6`,
    )
  }

  await room
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Over time' }) })
    .getByRole('button', { name: 'Table view' })
    .click()
  const [head, ...shown] = await readTable(room.getByRole('table', { name: /^People by sensor/ }))
  expect(shown).toHaveLength(hours * 60)
  expect(new Set(shown.map(([time]) => time)).size).toBe(hours * 60)

  const menu = room.getByRole('button', { name: 'Download', exact: true })
  const file = await downloadCsv(page, menu)
  const [columns, ...rows] = file.rows
  expect(columns).toEqual(head)
  const start = Date.parse(`${date}T00:00:00${before}`)
  expect(rows.map(([time = '']) => Date.parse(time))).toEqual(
    Array.from({ length: hours * 60 }, (_, index) => start + index * minuteMs),
  )
  expect(file.details).toMatchObject({
    From: `${date}T00:00:00${before}`,
    To: `${addDays(1)}T00:00:00${after}`,
  })
  const secondHour = rows.filter(([time]) => time?.startsWith(`${date}T02:`))
  expect(secondHour).toHaveLength(isAutumn ? 120 : 0)
  expect(rows.map(([, ...cells]) => cells.join())).toEqual(rows.map(() => '1,3,2,6'))
})

test('a range around a clock change has one row per day, and marks the changed hour', async ({
  page,
  pastBuilding,
}) => {
  const dates = `${addDays(-1)}..${addDays(1)}`
  const room = await openRoom(page, pastBuilding, pinnedRoom, dates)
  const calendar = room.getByRole('region', { name: 'Usage calendar' })
  const slider = calendar.getByRole('slider')
  await expect(slider).toHaveAttribute('max', String(3 * 96 - 1))
  // The newest day is the first row, so the day of the clock change is the second. Its slot 8 begins at 02:00.
  await slider.fill(String(96 + 8))
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    isAutumn
      ? new RegExp(`^${shortDate}, 02:00: 6 people, this time occurred twice`)
      : `${shortDate}, 02:00: no such time: the clocks go forward`,
  )

  const section = room.getByRole('region', { name: 'Day by day' })
  await section.getByRole('button', { name: 'Table view' }).click()
  const shown = await readTable(section.getByRole('table'))
  const { rows } = await downloadCsv(page, section.getByRole('button', { name: /^Download: / }))
  expect(rows.map((cells) => cells.map(toShownCell))).toEqual(shown)
  expect(rows.slice(1).map(([day]) => day)).toEqual([addDays(1), date, addDays(-1)])
  const missing = rows[0]?.indexOf('Minutes missing') ?? -1
  expect(rows.map((cells) => cells[missing])).toEqual(['Minutes missing', '0', '0', '0'])

  const perHour = await downloadCsv(
    page,
    room
      .getByRole('region', { name: 'By weekday and hour' })
      .getByRole('button', { name: /^Download: / }),
  )
  const known = perHour.rows[0]?.indexOf('Minutes with data') ?? -1
  const changedHour = perHour.rows.find(([day, hour]) => day === 'Sun' && hour === '02:00')
  expect(changedHour?.[known]).toBe(isAutumn ? '120' : undefined)
})
