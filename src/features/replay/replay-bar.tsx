import { LayoutGrid, Map as MapIcon, Monitor } from 'lucide-react'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { NativeSelect } from '#src/components/ui/native-select.tsx'
import { SegmentedControl, type Segment } from '#src/components/ui/segmented-control.tsx'
import type { TableExport } from '#src/lib/csv.ts'
import { updateSearchParams } from '#src/lib/navigation.tsx'
import { replayParams, type ReplayLayout } from '#src/lib/replay-params.ts'
import type { UrlParam } from '#src/lib/url-state.ts'
import * as text from '#messages/replay.ts'
import { ReplayNotes } from './replay-states.tsx'
import type { ReplayBoardChoice } from './use-replay-board.ts'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const
const layoutSegments: readonly Segment<ReplayLayout>[] = [
  { value: 'cards', label: text.cards, icon: <LayoutGrid {...iconProps} /> },
  { value: 'plan', label: text.plan, icon: <MapIcon {...iconProps} /> },
  { value: 'board', label: text.board, icon: <Monitor {...iconProps} /> },
]

/** Sets one parameter of the URL. */
export function setReplayParam<TValue>(param: UrlParam<TValue>, value: TValue): void {
  updateSearchParams((before) => {
    const next = new URLSearchParams(before)
    param.write(next, value)
    return next
  })
}

type ReplayBarProps = {
  notes: readonly (string | null)[]
  choice: ReplayBoardChoice
  /** Whether the topology has loaded. Without it, the cards are the only layout. */
  hasLayouts: boolean
  /** Returns the table of people over the day; null until the day has loaded. */
  getTable: (() => TableExport) | null
}

/** The notes, the export, and the choices of the board and the layout. */
export function ReplayBar({ notes, choice, hasLayouts, getTable }: ReplayBarProps) {
  const { layout, boards = [] } = choice
  // An account without boards has no use for this layout, except to leave it.
  const segments = layoutSegments.filter(
    ({ value }) => value !== 'board' || boards.length > 0 || layout === 'board',
  )
  return (
    <div className="replay-bar">
      <ReplayNotes notes={notes} />
      <div className="replay-tools">
        {getTable !== null && (
          <div className="replay-export">
            <span aria-hidden="true">{text.peopleOverDay}</span>
            <ExportButtons label={text.peopleOverDay} getTable={getTable} />
          </div>
        )}
        {layout === 'board' && boards.length > 0 && <BoardSelect {...choice} />}
        {hasLayouts && (
          <SegmentedControl
            label={text.layout}
            segments={segments}
            value={layout}
            onChange={(next) => selectLayout(next, choice)}
            className="flex-none"
          />
        )}
      </div>
    </div>
  )
}

/** Selects a layout. The URL names the board, so that a link keeps its board when the list of boards changes. */
function selectLayout(layout: ReplayLayout, { boards }: ReplayBoardChoice): void {
  updateSearchParams((before) => {
    const next = new URLSearchParams(before)
    replayParams.layout.write(next, layout)
    const board = replayParams.board.read(next) ?? boards?.[0]?.id ?? null
    replayParams.board.write(next, layout === 'board' ? board : null)
    replayParams.page.write(next, null)
    return next
  })
}

const notChosen = ''

function BoardSelect({ boards = [], board }: ReplayBoardChoice) {
  return (
    <NativeSelect
      aria-label={text.board}
      value={board?.id ?? notChosen}
      className="replay-boards"
      onChange={({ target }) =>
        updateSearchParams((before) => {
          const next = new URLSearchParams(before)
          replayParams.board.write(next, target.value)
          replayParams.page.write(next, null)
          return next
        })
      }
    >
      {board === null && <option value={notChosen}>{text.chooseBoard}</option>}
      {boards.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  )
}
