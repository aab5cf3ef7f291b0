import { busyRoom, dayMs, expect, openRoom, pinnedRoom, rangeButton, test } from './fixtures.ts'
import { downloadCsv, readTable, toShownCell } from './tables.ts'

test('shows the max of each sensor over 7 days, and questions a sensor that never saw more than one person', async ({
  page,
  pastBuilding,
}) => {
  const room = await openRoom(page, pastBuilding, pinnedRoom)
  await rangeButton(room, '7 d').click()
  const sensors = room.getByRole('list', { name: 'Sensors' }).getByRole('listitem')
  await expect(sensors).toHaveCount(3)
  const north = sensors.filter({ hasText: 'North' })
  await expect(north.getByText('1', { exact: true }).first()).toBeVisible()
  await expect(north).toContainText(/100\.0%\s*10,080 min/)
  await expect(
    room.getByText(
      'North never saw more than 1 person in 7 days. Is the space too small for more?',
    ),
  ).toBeVisible()
  await expect(
    room.getByText(
      'It saw 1 person for a total of 7 d, while Centre saw up to 3. Check whether there is seating for more people under North, or whether something blocks its view.',
    ),
  ).toBeVisible()
  const metrics = room.getByRole('table', { name: /^All metrics, / })
  await expect(metrics.getByRole('row', { name: /^max/ }).getByRole('cell')).toContainText([
    '1',
    '3',
    '2',
    '≤ 6',
    /./,
  ])
})

test('the CSV files of a week contain the values that the page shows', async ({
  page,
  pastBuilding,
}) => {
  const room = await openRoom(page, pastBuilding, busyRoom, '7d')
  for (const title of ['Day by day', 'Usage calendar', 'Group sizes']) {
    const section = room.getByRole('region', { name: title, exact: true })
    await section.getByRole('button', { name: 'Table view' }).click()
    const shown = await readTable(section.getByRole('table'))
    const file = await downloadCsv(
      page,
      section.getByRole('button', { name: `Download: ${title}` }),
    )
    expect(file.title).toContain(title)
    expect(file.details).toMatchObject({ Room: busyRoom, Floor: 'Floor 0' })
    expect(shown.length).toBeGreaterThan(2)
    expect(file.rows.map((cells) => cells.map(toShownCell))).toEqual(shown)
  }
})

test('comparing with a period before the start of the history shows that there is no data', async ({
  page,
  pastBuilding,
}) => {
  // The 30 days are compared with a period that begins 28 days earlier, but the history covers only 16 days.
  const room = await openRoom(page, pastBuilding, pinnedRoom, '30d')
  const note = room.getByText(/^No data for .+\. History begins on \d+ \w+ 20\d\d\.$/)
  await expect(note).toBeVisible()
  await room.getByRole('switch', { name: 'Compare with an earlier period' }).click()
  await expect(note).toBeHidden()
})

test('the CSV file of weekdays and hours contains the averages that the page shows', async ({
  page,
  pastBuilding,
}) => {
  const room = await openRoom(page, pastBuilding, busyRoom, '7d')
  const section = room.getByRole('region', { name: 'By weekday and hour' })
  const { rows } = await downloadCsv(page, section.getByRole('button', { name: /^Download: / }))
  expect(rows[0]?.slice(0, 3)).toEqual(['Weekday', 'Hour', 'Average number of people'])
  expect(rows).toHaveLength(1 + 7 * 24)
  const averages = Object.fromEntries(
    rows.map(([weekday, hour, average = '']) => [`${weekday}, ${hour}`, toShownCell(average)]),
  )
  const shown = (await section.getByRole('cell').allTextContents()).map((text) => {
    const [, hour = '', average] =
      /^(\w{3}, \d\d:00) to \d\d:00: ([\d.]+) (?:person|people) on average/.exec(text) ?? []
    return [hour, average]
  })
  expect(shown.length).toBeGreaterThanOrEqual(7 * 12)
  expect(shown.map(([hour = '']) => [hour, averages[hour]])).toEqual(shown)
})

test('the CSV file of a day contains every minute in the table, oldest first', async ({
  page,
  pastBuilding,
}) => {
  const room = await openRoom(page, pastBuilding, busyRoom, 'yesterday&chart=table')
  const table = room.getByRole('table', { name: /^People by sensor/ })
  await expect(table.getByRole('columnheader')).toHaveText([
    'Time',
    'North',
    'Centre',
    'Door',
    'earlier period',
    'Room',
  ])
  const [head, ...shown] = await readTable(table)
  const menu = room.getByRole('button', { name: 'Download', exact: true })
  const file = await downloadCsv(page, menu)
  const [columns, ...rows] = file.rows
  expect(columns).toEqual(head)
  // A day with a clock change can have only 23 hours.
  expect(rows.length).toBeGreaterThanOrEqual(23 * 60)
  const asShown = rows.map(([time = '', ...cells]) => [time.slice(11, 16), ...cells])
  const withoutZone = shown.map(([time = '', ...cells]) => [time.slice(0, 5), ...cells])
  expect(asShown.toReversed()).toEqual(withoutZone)
})

test('“Earlier” and “Later”, the [ key, Back, Forward and a reload restore the view of a period', async ({
  page,
  pastBuilding,
}) => {
  const room = await openRoom(page, pastBuilding, busyRoom)
  const dates = room.getByRole('status').filter({ hasText: /\d [A-Z][a-z]{2}$/ })
  const days = room
    .getByRole('region', { name: 'Day by day' })
    .getByRole('slider', { name: /^Selected time/ })
  /** Returns the dates of the period, the selected day of the chart with its values, and the URL. */
  const readView = async () => [
    await dates.textContent(),
    await days.getAttribute('aria-valuetext'),
    page.url(),
  ]
  /** Waits until the chart shows the period that the range bar shows. */
  const settled = async () => {
    const shown = (await dates.textContent()) ?? ''
    await expect(days).toHaveAccessibleName(`Selected time, People by day, ${shown}`)
  }
  await rangeButton(room, '7 d').click()
  await room.getByRole('switch', { name: 'Compare with an earlier period' }).click()
  await settled()
  const week = await readView()
  expect(week[2]).toMatch(/range=7d&compare=off$/)
  await expect(rangeButton(room, '7 d')).toHaveAttribute('aria-pressed', 'true')

  await room.getByRole('button', { name: /^Earlier: / }).click()
  await expect(page).toHaveURL(/range=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d/)
  await settled()
  const weekBefore = await readView()
  expect(weekBefore[0]).not.toBe(week[0])
  expect(weekBefore[1]).not.toBe(week[1])
  await room.getByRole('button', { name: /^Later: / }).click()
  await settled()
  expect(await readView()).toEqual(week)
  await page.keyboard.press('[')
  await settled()
  expect(await readView()).toEqual(weekBefore)

  await page.reload()
  await settled()
  expect(await readView()).toEqual(weekBefore)
  await room.getByTitle('Show breakdown').first().click()
  await expect(page.getByRole('dialog', { name: /^Breakdown of/ })).toBeVisible()
  await page.goBack()
  await settled()
  expect(await readView()).toEqual(weekBefore)
  await page.goBack()
  await expect(room).toBeHidden()
  await page.goForward()
  await settled()
  expect(await readView()).toEqual(weekBefore)
})

test('a link to a period before the start of the history opens a page that states the start and offers the last 7 days', async ({
  page,
  pastBuilding,
}) => {
  const [first, last] = [365, 359].map((days) =>
    new Date(Date.now() - days * dayMs).toISOString().slice(0, 10),
  )
  const room = await openRoom(page, pastBuilding, pinnedRoom, `${first}..${last}`)
  const note = room.getByText(
    /^There is no history for this period\. History begins on \d+ [A-Z]\w+ 20\d\d\./,
  )
  await expect(note).toBeVisible()
  await expect(room.getByRole('link', { name: 'Now 6 of 8' })).toBeVisible()
  await note.getByRole('button', { name: 'Show the last 7 days' }).click()
  await expect(page).toHaveURL(/range=7d(&|$)/)
  await expect(note).toBeHidden()
  await expect(room.getByText(/^North never saw more than 1 person in 7 days/)).toBeVisible()
})
