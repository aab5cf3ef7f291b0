import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeInsightsRoom } from '#src/testing/example-insights.ts'
import { HourRooms } from './hour-rooms.tsx'
import { readInsightsParams } from './insights-params.ts'
import { listRoomIds } from './insights-rooms.ts'
import { createInsightsView } from './insights-view.ts'

test('while the rooms of an hour load, the next tab stop after the cell already opens them', async () => {
  const user = userEvent.setup()
  const rooms = [makeInsightsRoom({ id: 'Maple' })]
  const params = readInsightsParams(new URLSearchParams('range=7d'))
  const view = createInsightsView(rooms, listRoomIds(rooms), params, undefined, {
    zone: toTimeZone('Europe/Berlin'),
    today: Date.parse('2026-11-26T00:00+01:00'),
    rule: defaultRightSizeRule,
  })
  const spread = { median: 3, lower: 2, upper: 4, lowest: 1, highest: 5 }
  const changes: unknown[] = []
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HourRooms
        {...{ view, params }}
        cell={{ weekday: 3, hour: 10, isOpen: true, days: 1, ...spread }}
        change={(change) => changes.push(change)}
        isEnabled={false}
      />
    </QueryClientProvider>,
  )
  expect(screen.getByText(/^Loading: Thursdays, 10:00–11:00/)).toBeVisible()
  await user.tab()
  await user.keyboard('{Enter}')
  expect(changes).toEqual([{ showsHourRooms: true }])
})
