import { useCallback, useRef, type CSSProperties } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { RowGroup } from '#src/components/ui/row-group.tsx'
import { useVirtualList } from '#src/components/ui/use-virtual-list.ts'
import { cannotBeShown } from '#messages/common.ts'
import * as text from '#messages/settings.ts'
import type { RoomSettings } from '#src/domain/settings/room-settings.ts'
import { RoomSettingRow } from './room-setting-row.tsx'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'

const estimatedRowHeight = 41

/** The rooms as a table; long tables render only the rows in view. */
export function RoomsTable({
  rows,
  floorLabel,
  kinds,
  editor,
}: {
  rows: readonly RoomSettings[]
  floorLabel: (floorId: string) => string
  kinds: readonly string[]
  editor: SettingsEditor
}) {
  const list = useRef<HTMLDivElement>(null)
  const getKey = useCallback((index: number) => rows[index]?.id ?? String(index), [rows])
  const {
    rows: shown,
    height,
    measure,
  } = useVirtualList({
    list,
    count: rows.length,
    estimateHeight: () => estimatedRowHeight,
    getKey,
    virtualizeAbove: 100,
    keepsFocusedRow: true,
  })
  return (
    <div role="table" aria-label={text.rooms} aria-rowcount={rows.length + 1}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className="settings-row settings-head">
          {Object.entries(text.columns).map(([column, label]) => (
            <div
              key={column}
              role="columnheader"
              className={column === 'capacity' ? 'settings-number' : undefined}
            >
              <span className={column === 'actions' ? 'sr-only' : undefined}>{label}</span>
            </div>
          ))}
        </div>
      </div>
      <RowGroup list={list} height={height}>
        {shown.map(({ index, top }) => {
          const row = rows[index]
          return (
            row && (
              <ErrorBoundary
                key={row.id}
                resetKey={row}
                fallback={
                  <div role="row" data-index={index} ref={measure} style={rowStyle(top)}>
                    <div role="cell">{cannotBeShown(row.name.value ?? row.id)}</div>
                  </div>
                }
              >
                <RoomSettingRow
                  {...{ row, kinds, editor, index, measure }}
                  floor={floorLabel(row.floorId)}
                  style={rowStyle(top)}
                />
              </ErrorBoundary>
            )
          )
        })}
      </RowGroup>
    </div>
  )
}

function rowStyle(top: number | null): CSSProperties | undefined {
  if (top === null) return undefined
  return { position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${top}px)` }
}
