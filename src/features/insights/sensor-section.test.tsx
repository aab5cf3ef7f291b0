import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { findSuspectSensors } from '#src/domain/insights/sensor-findings.ts'
import { makeInsightsRoom, makeSensorInsight } from '#src/testing/example-insights.ts'
import { SensorSection } from './sensor-section.tsx'
import { SuspectMark, VerdictSuspectNotes, SuspectsProvider } from './suspects.tsx'

const rooms = [makeInsightsRoom({ id: 'maple', name: 'Maple' }), makeInsightsRoom({ id: 'oak' })]
/** Thursday, 26 November 2026, in Berlin. */
const today = Date.parse('2026-11-26T00:00+01:00')
const view = {
  roomsById: new Map(rooms.map((room) => [room.id, room])),
  zone: makeInsightsRoom({ id: '' }).zone,
  today,
  exportHeading: { title: 'Insights', details: [] },
}
const data = {
  from: today - 7 * 86_400_000,
  to: today,
  withheldRooms: 0,
  sensors: [
    makeSensorInsight({ mac: 'one', room: 'maple', silentHours: 31 }),
    makeSensorInsight({ mac: 'two', room: 'oak' }),
  ],
}

function show(sensors = data.sensors) {
  const suspects = findSuspectSensors(sensors, () => 12)
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  render(
    <QueryClientProvider client={client}>
      <SuspectsProvider suspects={suspects} verdictSuspects={suspects}>
        <SensorSection
          view={{ ...view, rooms: [...view.roomsById.values()] }}
          params={{ range: { name: '7d' } }}
          found={{ data: { ...data, sensors }, suspects, error: null, isWaiting: false }}
        />
        <ul>
          <li>
            Maple <SuspectMark roomId="maple" isLabelled={false} />
          </li>
          <li>
            Oak <SuspectMark roomId="oak" isLabelled />
          </li>
          <li>
            <VerdictSuspectNotes roomId="maple" />
          </li>
        </ul>
      </SuspectsProvider>
    </QueryClientProvider>,
  )
}

test('lists only sensors with findings, with a link to the room, and counts the others', () => {
  show()
  const section = screen.getByRole('region', { name: 'Can the sensors be trusted?' })
  const rows = within(section).getAllByRole('row')
  expect(rows).toHaveLength(2)
  expect(rows[1]).toHaveTextContent('Silent for 31 of 168 hours. Figures may be too low.')
  expect(within(section).getByRole('link', { name: 'Maple' })).toHaveAttribute(
    'href',
    expect.stringContaining('range=7d'),
  )
  expect(section).toHaveTextContent('Nothing stands out about 1 other sensor.')
  expect(within(section).getByRole('button', { name: /^CSV/ })).toBeVisible()
})

test('figures of a room with a suspect sensor have a mark with its findings', () => {
  show()
  const [maple, oak, notes] = screen.getAllByRole('listitem')
  expect(maple).toHaveTextContent('Check sensor: Silent for 31 of 168 hours.')
  expect(oak).not.toHaveTextContent('Check sensor')
  expect(notes).toHaveTextContent(
    'Check sensor one. Silent for 31 of 168 hours. Figures may be too low.',
  )
})

test('without findings, states that nothing stands out', () => {
  show(data.sensors.slice(1))
  expect(screen.getByText('Nothing stands out about the 1 sensor.')).toBeVisible()
  expect(screen.queryByRole('table')).not.toBeInTheDocument()
})
