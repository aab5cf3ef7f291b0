import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { OverCapacity, OverCapacityEvent } from '#src/contract/insights.ts'
import { overCapacityQuery } from '#src/data/insights/insights-queries.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { minute } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeInsightsRoom } from '#src/testing/example-insights.ts'
import { readInsightsParams } from './insights-params.ts'
import { listRoomIds } from './insights-rooms.ts'
import { createInsightsView } from './insights-view.ts'
import { OverCapacitySection } from './over-capacity.tsx'

const rooms = [
  makeInsightsRoom({ id: 'maple', name: 'Maple' }),
  makeInsightsRoom({ id: 'queens', name: 'Queens', zone: toTimeZone('America/New_York') }),
]
const params = readInsightsParams(new URLSearchParams('range=7d&compare=none'))
const zone = toTimeZone('Europe/Berlin')
/** Thursday, 26 November 2026, in Berlin. */
const today = Date.parse('2026-11-26T00:00+01:00')
const view = createInsightsView(rooms, listRoomIds(rooms), params, undefined, {
  zone,
  today,
  rule: defaultRightSizeRule,
})
const from = Date.parse('2026-11-25T14:05+01:00')
const event: OverCapacityEvent = {
  room: 'maple',
  from,
  to: from + 12 * minute,
  people: 15,
  capacity: 12,
  complete: true,
  estimated: false,
}

function show(changes: Partial<OverCapacity>) {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const { queryKey, queryKeyHashFn } = overCapacityQuery(view.query)
  client.setQueryDefaults(queryKey, { queryKeyHashFn: () => queryKeyHashFn?.(queryKey) ?? '' })
  client.setQueryData(queryKey, {
    from: view.period.from,
    to: view.period.to,
    withheldRooms: 0,
    events: [event],
    more: 0,
    ...changes,
  })
  render(
    <QueryClientProvider client={client}>
      <OverCapacitySection view={view} params={params} isEnabled={false} />
    </QueryClientProvider>,
  )
}

const section = () => within(screen.getByRole('region', { name: 'Over capacity' }))
const readRows = () =>
  section()
    .getAllByRole('row')
    .map((row) => row.textContent)

test('an event has its day, times, duration, most people and capacity, by the clock of its room', () => {
  show({ events: [event, { ...event, room: 'queens' }] })
  expect(readRows().slice(1)).toEqual([
    'MapleWed 25 Nov14:0514:1712 min15 / 12',
    'QueensWed 25 Nov08:05 GMT-508:17 GMT-512 min15 / 12',
  ])
  expect(section().getByText(/This log is not a life-safety system/)).toBeVisible()
})

test('marks lower bounds and estimates, and states how many events are not listed', () => {
  show({ events: [{ ...event, complete: false, estimated: true }], more: 2 })
  expect(section().getByText('3 times, for a minute or longer')).toBeVisible()
  expect(readRows()[1]).toBe('MapleWed 25 Nov14:0514:1712 min (estimate)15+ / 12')
  expect(section().getByText(/2 older events are not listed/)).toBeVisible()
  expect(section().getByText(/Estimates: Butlr provided only hourly counts/)).toBeVisible()
})

test('without events, states that no room was over capacity, and still what the log is not', () => {
  show({ events: [], withheldRooms: 2 })
  expect(section().getByText('No room was over capacity for a whole minute.')).toBeVisible()
  expect(section().getByText(/2 rooms for 1–2 people are left out/)).toBeVisible()
  expect(section().getByText(/Don’t use it for evacuation or fire safety/)).toBeVisible()
})
