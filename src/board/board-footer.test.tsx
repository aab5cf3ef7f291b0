import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { minute, second } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeTopology } from '#src/testing/fixtures.ts'
import { BoardFooter } from './board-footer.tsx'

const at = Date.parse('2026-11-23T14:02+01:00')

test.each([
  ['cards', 'Last updated 14:02 · hidden after 14:12'],
  ['totals', 'Last updated 14:02'],
] as const)(
  'a stale board with the layout %s shows when its values disappear, unless they are already hidden',
  (layout, words) => {
    const now = at + 2 * minute
    const data = { at, now, freshness: 'stale', intervalMs: 5 * second } as const
    render(
      <BoardFooter
        {...data}
        board={{
          name: 'Lobby',
          rooms: { kind: 'all' },
          layout,
          screen: {
            diagonalInches: 55,
            aspect: '16:9',
            orientation: 'landscape',
            distanceMetres: 3,
          },
          theme: 'dark',
          locale: 'en-GB',
          hours: null,
          privacy: 'exact',
          shortNames: {},
        }}
        topology={makeTopology({})}
        rooms={[]}
        page={{ kind: 'rooms', ids: [] }}
        index={0}
        count={1}
        done={0}
        zone={toTimeZone('Europe/Berlin')}
        notLiveSince={at}
        nextTryAt={now + 8 * second}
        areSensorsKnown
        dataStatus={data}
      />,
    )
    expect(screen.getByText(/^Last updated/)).toHaveTextContent(new RegExp(`^${words}$`))
  },
)
