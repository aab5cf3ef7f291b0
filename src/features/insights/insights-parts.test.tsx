import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import type { WeekCell } from '#src/domain/insights/place-hours.ts'
import { defaultRightSizeRule, judgeSize } from '#src/domain/insights/right-size.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { makeInsightsRoom, makeRoomInsight } from '#src/testing/example-insights.ts'
import { EvidenceClaim } from './evidence-claim.tsx'
import { EvidenceGroups } from './evidence-groups.tsx'
import { evidencePanel, type WeekHour } from './insights-params.ts'
import { createWeekScale } from './week-scale.ts'
import { WeekGrid } from './week-grid.tsx'

const cells = Array.from({ length: 7 * 24 }, (_, index): WeekCell => {
  const [weekday, hour] = [Math.floor(index / 24), index % 24]
  const isOpen = weekday < 5 && hour >= 8 && hour < 18
  const median = weekday === 6 ? null : isOpen ? 40 + hour : 0
  return { weekday, hour, isOpen, median, days: 4, lower: 0, upper: 0, lowest: 0, highest: 0 }
})

function Grid() {
  const [selected, setSelected] = useState<WeekHour | null>(null)
  return (
    <WeekGrid
      caption="People"
      cells={cells}
      scale={createWeekScale(57)}
      selected={selected}
      onSelect={setSelected}
    />
  )
}

test('cells of the week state day, hour, people and whether it is closed', () => {
  render(<Grid />)
  expect(screen.getByRole('button', { name: 'Wednesdays, 10:00–11:00: 50 people' })).toBeVisible()
  expect(
    screen.getByRole('button', { name: 'Saturdays, 10:00–11:00: 0 people, closed' }),
  ).toBeVisible()
  expect(screen.getByRole('button', { name: 'Sundays, 10:00–11:00: no data' })).toBeVisible()
})

test('only one cell of the week is a tab stop, arrow keys move the focus, and Enter selects a cell', async () => {
  const user = userEvent.setup()
  render(<Grid />)
  await user.tab()
  expect(screen.getByRole('button', { name: /^Mondays, 07:00/ })).toHaveFocus()
  await user.keyboard('{ArrowDown}{ArrowRight}')
  const cell = screen.getByRole('button', { name: /^Tuesdays, 08:00/ })
  expect(cell).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(cell).toHaveAttribute('aria-pressed', 'true')
  await user.keyboard('{End}')
  expect(screen.getByRole('button', { name: /^Tuesdays, 19:00/ })).toHaveFocus()
})

/** Renders the claim about a room and returns its text. */
function readClaim(
  room: Partial<Parameters<typeof makeInsightsRoom>[0]>,
  figures: Partial<Parameters<typeof makeRoomInsight>[0]>,
  suspects: readonly SuspectSensor[] = [],
) {
  const shown = makeInsightsRoom({ ...room, id: 'Maple' })
  const insight = makeRoomInsight({ ...figures, room: 'Maple' })
  const size = judgeSize(insight, { ...shown, suspects })
  const { container } = render(
    <EvidenceClaim room={shown} insight={insight} size={size} usedFrom={10} />,
  )
  return container.textContent
}

test('the claim states the share of the use that the seats would have served, and the most people at once', () => {
  const sizes = {
    minutesByPeople: [
      [5, 940],
      [8, 60],
    ] as const,
  }
  expect(readClaim({}, { minutesByPeople: sizes.minutesByPeople.map(([a, b]) => [a, b]) })).toBe(
    '6 seats would have served 94% of its use. There were never more than 8 people at once in 8 weeks.',
  )
})

test('a verdict that depends on suspect sensors is withheld, with what it would be', () => {
  const twins: SuspectSensor[] = [
    { mac: 'one', room: 'Maple', findings: [{ kind: 'twin', mac: 'two', days: 7 }] },
  ]
  const crowded = makeRoomInsight({ room: 'Maple' })
  const over = { ...crowded, minutesByPeople: [[16, 1_000] as [number, number]] }
  expect(readClaim({}, over, twins)).toBe(
    'Check the sensors before a verdict. If their counts are right: Over capacity for 100% of its use. 16 seats would have served 100% of its use. There were up to 16 people at once in 8 weeks.',
  )
})

test('the claim states how much data is missing, and why a room is not assessed', () => {
  expect(readClaim({}, { completeOpenMinutes: 4_320 })).toBe(
    'Too little data for a verdict. 72% of open minutes have data from all sensors; at least 80% is needed.',
  )
  expect(readClaim({ kind: 'Kitchen', isJudged: false }, {})).toMatch(/^Not assessed\. People pass/)
  expect(readClaim({ capacity: 2, isJudged: false }, {})).toMatch(/^Not assessed\. Rooms for 1–2/)
  expect(readClaim({}, { usedHours: 0, minutesByPeople: [] })).toMatch(/^Never used\./)
})

test('the table of seats states the use that each number would have served', () => {
  const room = makeInsightsRoom({ id: 'Maple' })
  const insight = makeRoomInsight({
    room: 'Maple',
    minutesByPeople: [
      [2, 50],
      [6, 50],
    ],
  })
  const size = judgeSize(insight, { ...room, suspects: [] })
  render(<EvidenceGroups {...{ room, insight, size }} rule={defaultRightSizeRule} />)
  const table = screen.getByRole('table', { name: /^Use served by number of seats/ })
  const [seats, served] = within(table).getAllByRole('row')
  expect(seats).toHaveTextContent(/^Seats2467 \(60%\)81012$/)
  expect(served).toHaveTextContent(/^Use served50%50%100%100%100%100%100%$/)
})

test('the evidence opens only on the Insights page', () => {
  expect(evidencePanel.isOpen('/insights?evidence=room_1')).toBe(true)
  expect(evidencePanel.isOpen('/insights?period=7d')).toBe(false)
  expect(evidencePanel.isOpen('/sensors?evidence=room_1')).toBe(false)
})
