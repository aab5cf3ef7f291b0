import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { topologyQuery } from '#src/data/topology/queries.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeRoom, makeTopology, northgate } from '#src/testing/fixtures.ts'
import { UsualExportButtons } from './usual-export.tsx'

const room = { id: 'maple', name: '=Maple', floorId: 'f3' }
const topology = makeTopology({ ...northgate, rooms: [makeRoom(room)] })

test('the days behind the usual number have a copy with ISO dates, the range, and the rule', async () => {
  const user = userEvent.setup()
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  client.setQueryData(topologyQuery().queryKey, topology)
  render(
    <QueryClientProvider client={client}>
      <UsualExportButtons
        room={room}
        usual={{ lower: 4, median: 5, upper: 9 }}
        averages={[
          { date: '2026-11-19', people: 9.25 },
          { date: '2026-11-12', people: 4 },
          { date: '2026-10-22', people: 5 },
        ]}
        weekday={3}
        hours="10:00–11:00"
        days={3}
        zone={toTimeZone('Europe/Berlin')}
      />
    </QueryClientProvider>,
  )
  expect(screen.getByRole('button', { name: 'CSV: Usual occupancy' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Copy: Usual occupancy' }))
  expect(screen.getByRole('status')).toHaveTextContent('Copied 3 rows')
  const lines = (await navigator.clipboard.readText()).split('\n')
  expect(lines[0]).toMatch(
    /^'=Maple, .* - Usual occupancy, Thursdays, 10:00–11:00, 2026-10-22 to 2026-11-19$/,
  )
  expect(lines[1]).toBe("Room\t'=Maple")
  expect(lines.slice(5, 11)).toEqual([
    'Weekday and hour\tThursdays, 10:00–11:00',
    'Time zone\tEurope/Berlin (CEST/CET)',
    'Days with data\t3',
    'Usual from (people)\t4',
    'Median (people)\t5',
    'Usual to (people)\t9',
  ])
  expect(lines[11]).toMatch(/^Rule\t.*at least 2 people outside the middle half/)
  expect(lines.slice(12)).toEqual([
    '',
    'Date\tPeople (average of the hour)',
    '2026-11-19\t9.25',
    '2026-11-12\t4',
    '2026-10-22\t5',
  ])
})
