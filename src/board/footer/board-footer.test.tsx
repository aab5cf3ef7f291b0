import { cleanup, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { minute, second } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { boardDraft, makeLiveRoom, makeRoom, makeTopology } from '#src/testing/fixtures.ts'
import { boardLayouts, type BoardLayout } from '#src/contract/board.ts'
import { BoardFooter, FailedFooter } from './board-footer.tsx'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { fitPlaces } from '#src/board/typography/fit-board.ts'

const at = Date.parse('2026-11-23T14:02+01:00')
const intervalMs = 5 * second

function footerProps(change: Partial<BoardViewProps>) {
  const props: BoardViewProps = {
    board: boardDraft,
    topology: makeTopology({}),
    rooms: [],
    page: { kind: 'rooms', ids: [] },
    index: 0,
    count: 1,
    done: 0,
    zone: toTimeZone('Europe/Berlin'),
    at,
    now: at,
    freshness: 'live',
    intervalMs,
    notLiveSince: null,
    nextTryAt: at + 8 * second,
    sensorsAt: at,
    ...change,
  }
  const { now, freshness } = props
  const fit = fitPlaces(props.board, props.topology)
  return { ...props, fit, dataStatus: { at: props.at, now, freshness, intervalMs } }
}

test.each([
  ['cards', 'Last updated 14:02 · values disappear at 14:12'],
  ['totals', 'Last updated 14:02'],
] as const)('a stale board with the layout %s shows “%s”', (layout, words) => {
  const now = at + 2 * minute
  const stale = {
    now,
    freshness: 'stale',
    notLiveSince: at,
    nextTryAt: now + 8 * second,
  } as const
  render(<BoardFooter {...footerProps({ ...stale, board: { ...boardDraft, layout } })} />)
  expect(screen.getByText(/^Last updated/)).toHaveTextContent(new RegExp(`^${words}$`))
})

const layouts: BoardLayout[] = [...boardLayouts]

test.each(layouts)('a live board in layout %s shows the age of an old sensor status', (layout) => {
  const aged = (ageMs: number | null) =>
    footerProps({ board: { ...boardDraft, layout }, sensorsAt: ageMs === null ? null : at - ageMs })
  render(<BoardFooter {...aged(40 * second)} />)
  expect(screen.queryByText(/Sensor status/)).not.toBeInTheDocument()
  for (const [ageMs, words] of [
    [41 * second, 'Sensor status 41 s old'],
    [59 * minute, 'Sensor status 59 min old'],
    [null, 'Sensor status unknown'],
  ] as const) {
    cleanup()
    render(<BoardFooter {...aged(ageMs)} />)
    expect(screen.getByText(/Sensor status/)).toHaveTextContent(words)
  }
})

test('uses the short label of an old sensor status if space is tight or the totals fail to render', () => {
  const board = {
    ...boardDraft,
    screen: { ...boardDraft.screen, aspect: '4:3', distanceMetres: 11 } as const,
  }
  const props = footerProps({ board, sensorsAt: at - 5 * minute })
  render(<BoardFooter {...props} />)
  expect(screen.getByText('Status 5 min old')).toBeInTheDocument()
  cleanup()
  render(<FailedFooter {...props} />)
  expect(screen.getByText('Status 5 min old')).toBeInTheDocument()
})

test.each(['cards', 'find-room'] as const)(
  'in layout %s, shows the page number if the board has page numbers and several pages, and always if it has more than 20 pages',
  (layout) => {
    const pages = (pageNumber: boolean, count: number) => {
      const board = { ...boardDraft, layout, pageNumber }
      const { unmount } = render(<BoardFooter {...footerProps({ board, index: 1, count })} />)
      const isShown = screen.queryByText(`2 / ${count}`) !== null
      unmount()
      return isShown
    }
    expect([pages(true, 5), pages(false, 5), pages(true, 1), pages(false, 30)]).toEqual([
      true,
      false,
      false,
      true,
    ])
  },
)

test('keeps the page number on a board that is not live', () => {
  const board = { ...boardDraft, pageNumber: true }
  const stopped = { freshness: 'stale', notLiveSince: at, now: at + 4 * minute } as const
  render(<BoardFooter {...footerProps({ board, ...stopped, index: 1, count: 5 })} />)
  expect(screen.getByText('2 / 5')).toBeVisible()
})

test('hides the age of a four-minute-old sensor status on a board that polls every two minutes', () => {
  const board = { ...boardDraft, layout: 'cards' as const }
  const slow = { board, sensorsAt: at - 4 * minute, intervalMs: 2 * minute }
  render(<BoardFooter {...footerProps(slow)} />)
  expect(screen.queryByText(/Sensor status/)).not.toBeInTheDocument()
})

test.each([true, false])(
  'shows the page number in the legend beside a plan if the board has page numbers: %s',
  (pageNumber) => {
    const outline = [
      [0, 0],
      [8, 0],
      [8, 9],
      [0, 9],
    ] as const
    const room = { id: 'a', name: 'Alder', capacity: 8, floorId: 'f', outline }
    const props = footerProps({
      board: { ...boardDraft, layout: 'plan', pageNumber },
      topology: makeTopology({
        floors: [{ id: 'f', name: 'Floor 1', buildingId: 'b', level: 1 }],
        rooms: [makeRoom(room)],
      }),
      rooms: [makeLiveRoom({ ...room, sensors: [2] })],
      page: { kind: 'plan', floorId: 'f' },
      index: 1,
      count: 5,
    })
    render(<BoardFooter {...props} />)
    expect(screen.getByRole('contentinfo')).toHaveClass('board-legend')
    expect(screen.queryByText('2 / 5') !== null).toBe(pageNumber)
  },
)

test('in portrait, a legend with too many states for one line keeps the icons and counts without the words', () => {
  const rooms = ([0, 4, 7, 8, 12, 'missing'] as const).map((sensor, index) =>
    makeLiveRoom({ id: `r${index}`, name: `Room ${index}`, capacity: 8, sensors: [sensor] }),
  )
  const board = {
    ...boardDraft,
    screen: { ...boardDraft.screen, orientation: 'portrait' } as const,
  }
  render(<BoardFooter {...footerProps({ board, rooms })} />)
  expect(screen.getByRole('listitem', { name: '1 without data' })).toHaveTextContent(/^1$/)
  expect(screen.getAllByRole('listitem')).toHaveLength(6)
})
