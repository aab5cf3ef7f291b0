import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { HistoryStatus } from '#src/contract/history-status.ts'
import type { RoomInsights } from '#src/contract/insights.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { emptyTopology } from '#src/domain/topology/topology.ts'
import {
  insightsDay,
  makeInsightsRoom,
  makeInsightsView,
  makeRoomInsight,
} from '#src/testing/example-insights.ts'
import { Headline } from './headline.tsx'
import { HistoryStateNote } from './history-state.tsx'
import { RoomSizeSection } from './room-sizes.tsx'

const rooms = [makeInsightsRoom({ id: 'one' }), makeInsightsRoom({ id: 'two', capacity: 4 })]
const zone = makeInsightsRoom({ id: '' }).zone
const view = makeInsightsView(rooms)
const day = 86_400_000
const status: HistoryStatus = {
  state: 'current',
  reason: null,
  daysCollected: 60,
  daysDue: 60,
  undeliveredMinutes: 0,
  from: insightsDay - 60 * day,
  to: insightsDay,
  resolution: 'minute',
}

const noMoments = { moments: null, done: 0, weeks: 2, error: null }

const showNote = (changes: Partial<HistoryStatus> | null, onShowWeek = () => {}) =>
  render(
    <HistoryStateNote
      status={changes && { ...status, ...changes }}
      view={view}
      onShowWeek={onShowWeek}
    />,
  )

test('states why there is no history', () => {
  showNote({ state: 'no_account' })
  expect(screen.getByRole('status')).toHaveTextContent(/^History is off because/)
})

test('states why the history is not updated', () => {
  showNote({ state: 'unavailable', reason: 'butlr_unavailable' })
  expect(screen.getByRole('status')).toHaveTextContent(/^History isn’t being updated because/)
})

test('shows no note if the history covers both periods', () => {
  const { container } = showNote({})
  expect(container).toBeEmptyDOMElement()
})

test('shows how many days are collected', () => {
  showNote({ state: 'collecting', daysCollected: 40 })
  expect(screen.getByText(/^Collecting history: 40 of 60 days\./)).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'Days collected' })).toHaveAttribute('value', '40')
})

test('states which periods the history does not cover', () => {
  showNote({ from: insightsDay - 3 * day })
  expect(screen.getByText(/is incomplete: history begins on 23 Nov 2026\.$/)).toBeVisible()
  expect(screen.getByText(/^No data for .+ to compare with/)).toBeVisible()
})

test('offers the last week if the history begins after the period', async () => {
  const onShowWeek = vi.fn<() => void>()
  showNote({ from: insightsDay + day }, onShowWeek)
  await userEvent.click(screen.getByRole('button', { name: 'Show the last 7 days' }))
  expect(onShowWeek).toHaveBeenCalledOnce()
})

test('offers the sites of rooms in several time zones, to show when rooms ran out', async () => {
  const places = [
    { id: 'north', name: 'Northgate', zone },
    { id: 'hudson', name: 'Hudson', zone: toTimeZone('America/New_York') },
  ]
  const several = places.map((site) =>
    makeInsightsRoom({ id: site.id, places: [null, null, site.id], zone: site.zone }),
  )
  const onSelectSite = vi.fn<(id: string) => void>()
  const onReachSection = vi.fn<() => void>()
  const topology = { ...emptyTopology(), sites: places }
  const props = {
    hours: null,
    progress: noMoments,
    isStopped: false,
    onStop: () => {},
    onSelectSite,
    onReachSection,
  }
  const { rerender } = render(
    <RoomSizeSection
      {...props}
      view={makeInsightsView(several, topology)}
      isSiteSelected={false}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Hudson' }))
  expect(onSelectSite).toHaveBeenCalledWith('hudson')
  // The selection has removed the button. The page returns to the answer.
  rerender(
    <RoomSizeSection
      {...props}
      view={makeInsightsView(several.slice(1), topology)}
      isSiteSelected
    />,
  )
  expect(
    screen.getByRole('heading', { name: 'Are there enough rooms of each size?' }),
  ).toHaveFocus()
  expect(onReachSection).toHaveBeenCalledOnce()
})

const response = (changes: Partial<Parameters<typeof makeRoomInsight>[0]> = {}): RoomInsights => ({
  from: view.period.from,
  to: view.period.to,
  usedFromMinutes: 10,
  rooms: rooms.map(({ id }) => makeRoomInsight({ ...changes, room: id })),
})

test('the headline multiplies frequency by occupancy, and compares with the earlier period', () => {
  render(
    <Headline
      view={view}
      current={response()}
      before={response({ usedHours: 40 })}
      isWaiting={false}
      moments={noMoments}
      momentsBefore={null}
    />,
  )
  const headline = screen.getByRole('region', { name: 'Overview' })
  // 50 of 100 hours, 3 of 12 and 3 of 4 seats.
  expect(headline).toHaveTextContent(/50%Frequency.+×.+38%Occupancy.+=.+19%Utilisation/)
  expect(headline).toHaveTextContent('↑ 10 points from 40%')
  expect(headline).toHaveTextContent(/^Busier than \d.*, by utilisation/)
  expect(headline).toHaveTextContent('Searching for the peak: 0 of 2 weeks')
})

test('the headline has no values without known hours, and adds a plus to an incomplete peak', () => {
  const peak = { people: 12, at: insightsDay - day, knownRooms: 1, rooms: 2, complete: false }
  const moments = { from: 0, to: 1, withheldRooms: 0, hourly: [], peak, sizes: [] }
  render(
    <Headline
      view={view}
      current={response({
        knownHours: 0,
        usedHours: 0,
        minutesInUse: 0,
        personMinutes: 0,
        knownOpenMinutes: 0,
        completeOpenMinutes: 0,
      })}
      before={null}
      isWaiting={false}
      moments={{ moments, done: 2, weeks: 2, error: null }}
      momentsBefore={{ ...moments, peak: { ...peak, people: 10 } }}
    />,
  )
  const headline = screen.getByRole('region', { name: 'Overview' })
  expect(headline).toHaveTextContent(/^12\+ people/)
  expect(headline).toHaveTextContent('1 of 2 rooms had data then')
  expect(headline).toHaveTextContent('↑ 2 from 10')
  expect(screen.getAllByText('no value')).toHaveLength(3)
})
