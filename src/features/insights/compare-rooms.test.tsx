import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeInsightsRoom, makeRoomInsight } from '#src/testing/example-insights.ts'
import { CompareSection } from './compare-rooms.tsx'
import { readInsightsParams, type InsightsParams } from './insights-params.ts'
import { listRoomIds } from './insights-rooms.ts'
import { createInsightsView } from './insights-view.ts'
import { RankingSection } from './ranking.tsx'

const rooms = ['Maple', 'Oak', 'Queens'].map((name) => makeInsightsRoom({ id: name, name }))
const start = readInsightsParams(new URLSearchParams('range=7d'))
const view = createInsightsView(rooms, listRoomIds(rooms), start, undefined, {
  zone: toTimeZone('Europe/Berlin'),
  today: Date.parse('2026-11-26T00:00+01:00'),
  rule: defaultRightSizeRule,
})
const current = {
  from: view.period.from,
  to: view.period.to,
  usedFromMinutes: 10,
  rooms: rooms.map(({ id }) => makeRoomInsight({ room: id })),
}

function Page() {
  const [params, setParams] = useState<InsightsParams>(start)
  const change = (changes: Partial<InsightsParams>) => setParams({ ...params, ...changes })
  return (
    <>
      <RankingSection
        {...{ view, params, change, current }}
        eightWeeks={null}
        verdictSuspects={null}
        isWaiting={false}
      />
      {params.comparedRooms.length > 0 && (
        <CompareSection view={view} roomIds={params.comparedRooms} change={change} />
      )}
    </>
  )
}

const renderPage = () => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  render(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  )
}

test('one Tab after the selection of rooms, a button moves to the chart', async () => {
  const user = userEvent.setup()
  renderPage()
  screen.getByRole('checkbox', { name: 'Compare Maple' }).focus()
  await user.keyboard(' ')
  screen.getByRole('checkbox', { name: 'Compare Oak' }).focus()
  await user.keyboard(' ')
  await user.tab()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('heading', { name: 'Compare rooms' })).toHaveFocus()
})

test('from the second selected room on, a button below the ranking moves to the chart', async () => {
  const user = userEvent.setup()
  renderPage()
  await user.click(screen.getByRole('checkbox', { name: 'Compare Maple' }))
  expect(screen.getByText('1 room selected')).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Show chart/ })).not.toBeInTheDocument()
  await user.click(screen.getByRole('checkbox', { name: 'Compare Oak' }))
  expect(screen.getByText('2 rooms selected')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Show chart of 2 rooms' }))
  expect(screen.getByRole('heading', { name: 'Compare rooms' })).toHaveFocus()
  const ranking = within(screen.getByRole('region', { name: 'Are the rooms the right size?' }))
  await user.click(ranking.getByRole('button', { name: 'Clear' }))
  expect(screen.queryByText('2 rooms selected')).not.toBeInTheDocument()
})
