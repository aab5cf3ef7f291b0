import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { historyStatusQuery } from '#src/data/history/history-queries.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { emptyTopology } from '#src/domain/topology/topology.ts'
import { makeInsightsRoom, makeRoomInsight } from '#src/testing/example-insights.ts'
import { BasisSection } from './basis.tsx'
import { EvidenceBasis } from './evidence-basis.tsx'
import { listRoomIds } from './insights-rooms.ts'
import { createInsightsView } from './insights-view.ts'

const room = makeInsightsRoom({ id: 'maple', name: 'Maple' })
const today = Date.parse('2026-11-26T00:00+01:00')
const view = createInsightsView(
  [room],
  listRoomIds([room]),
  { range: { name: '7d' }, isCompared: false, place: null, kind: null, tags: [] },
  emptyTopology(),
  { zone: room.zone, today, rule: { ...defaultRightSizeRule, servedShare: 0.93 } },
)
const insight = makeRoomInsight({ room: 'maple' })

async function copyFrom(content: ReactNode) {
  const user = userEvent.setup()
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  client.setQueryData(historyStatusQuery().queryKey, {
    state: 'current',
    reason: null,
    daysCollected: 60,
    daysDue: 60,
    undeliveredMinutes: 0,
    from: Date.parse('2026-09-27T00:00+02:00'),
    to: today,
    resolution: 'minute',
  })
  render(<QueryClientProvider client={client}>{content}</QueryClientProvider>)
  expect(screen.getByRole('button', { name: 'CSV: What this is based on' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Copy: What this is based on' }))
  const [heading = '', table = ''] = (await navigator.clipboard.readText()).split('\n\n')
  return { heading, rows: table.split('\n').map((row) => row.split('\t')) }
}

test('the basis of the figures has a copy with the text of each line and the period', async () => {
  const current = { ...view.period, usedFromMinutes: 5, rooms: [insight], withheldRooms: 0 }
  const { heading, rows } = await copyFrom(
    <BasisSection view={view} current={current} hours={null} />,
  )
  expect(heading).toMatch(/^Insights, .*, What this is based on\n/)
  expect(heading).toContain('\nRange\t2026-11-19 – 2026-11-25\nTime zone\tEurope/Berlin (CET)')
  const terms = screen.getAllByRole('term').map((term) => term.textContent)
  expect(rows[0]).toEqual(['Figure', 'Based on'])
  expect(rows.slice(1).map(([term]) => term)).toEqual(terms)
  const shown = screen.getAllByRole('definition').map((one) => one.textContent)
  for (const [index, [, description = '']] of rows.slice(1).entries()) {
    expect(shown[index]).toContain(description)
  }
})

test('the basis of a verdict has a copy that states the rule, the room and the eight weeks', async () => {
  const { heading, rows } = await copyFrom(<EvidenceBasis {...{ room, insight, view }} />)
  expect(heading).toMatch(/^Maple.* - What this is based on, 2026-10-01 to 2026-11-25 /)
  expect(heading).toContain('\nRoom ID\tmaple\n')
  expect(rows[0]).toEqual(['Item', 'Value'])
  expect(rows.slice(1).flat()).toEqual(
    screen
      .getAllByRole('term')
      .flatMap((term) => [term.textContent, term.nextElementSibling?.textContent]),
  )
  expect(rows.flat().join(' ')).toContain('93%')
})
