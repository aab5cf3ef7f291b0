import * as text from '#messages/sensors.tsx'
import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  gridClasses,
  type DeviceColumn,
  getColumns,
  type DeviceTableContext,
  buildTableRows,
  type TableRowModel,
} from './device-table-model.ts'
import type { DevicesParams, ChangeDevicesParams } from './devices-params.ts'
import { useCallback, useMemo, useRef, useState } from 'react'
import { sensorName } from '#src/format/sensor-labels.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { HiveGroup, EmptyHive } from './device-groups.ts'
import { DeviceRow } from './device-row.tsx'
import { sensorStatus } from './device-status-text.ts'
import { HiveRow } from './hive-row.tsx'
import { VirtualRow, type VirtualRowProps } from './virtual-row.tsx'
import type { DeviceWithIssues } from './device-issues.ts'
import type { ReportingSensors } from './use-reporting-sensors.ts'
import { RowGroup } from '#src/components/ui/row-group.tsx'
import { useVirtualList } from '#src/components/ui/use-virtual-list.ts'

/** The column headers. A click sorts by the column; a second click reverses the order. */
function DeviceTableHead({
  columns,
  params: { sort: currentSort, reversed, grouped },
  onChange,
}: {
  columns: readonly DeviceColumn[]
  params: DevicesParams
  onChange: ChangeDevicesParams
}) {
  const Arrow = reversed ? ArrowUp : ArrowDown
  return (
    <div
      role="rowgroup"
      className="sticky top-13 z-2 border-b border-line-strong bg-surface max-xl:hidden md:top-14"
    >
      <div role="row" aria-rowindex={1} className={clsx(gridClasses(grouped), 'xl:px-2')}>
        {columns.map(({ label, sort }) => (
          <div
            key={sort}
            role="columnheader"
            aria-sort={sort === currentSort ? (reversed ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              onClick={() => onChange({ sort, reversed: sort === currentSort && !reversed })}
              className={clsx(
                'flex h-9 w-full items-center gap-1 font-medium whitespace-nowrap hover:text-ink',
                sort === currentSort ? 'text-ink' : 'text-ink-muted',
              )}
            >
              {label}
              {sort === currentSort && (
                <Arrow className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
              )}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}

/** Estimated height in pixels, used until a row is measured. */
const estimatedRowHeight = 57

/**
 * The sensors as one table, grouped by hive or flat; long tables render only the rows in view. The rows are ARIA rows
 * instead of native ones, because on narrow pages their cells wrap, which would break the table layout.
 *
 * @param devices in display order
 * @param empty hives without sensors
 */
export function DeviceTable({
  devices,
  empty,
  reporting,
  params,
  onChange,
  context,
}: {
  devices: readonly DeviceWithIssues[]
  empty: readonly EmptyHive[]
  reporting: ReportingSensors
  params: DevicesParams
  onChange: ChangeDevicesParams
  context: DeviceTableContext
}) {
  const { grouped } = context
  const isFiltered = params.q.trim() !== '' || ![null, 'hive'].includes(params.issue)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const tableRows = useMemo(
    () => buildTableRows(devices, empty, grouped, toggled, isFiltered),
    [devices, empty, grouped, toggled, isFiltered],
  )
  const getRowKey = useCallback(
    (index: number) => tableRows[index]?.key ?? String(index),
    [tableRows],
  )
  const list = useRef<HTMLDivElement>(null)
  const { rows, height, measure } = useVirtualList({
    list,
    count: tableRows.length,
    estimateHeight: () => estimatedRowHeight,
    getKey: getRowKey,
    virtualizeAbove: 80,
    keepsFocusedRow: true,
  })
  const columns = getColumns(grouped)
  const toggle = (id: string) => setToggled((now) => toggleId(now, id))
  return (
    <div
      role="table"
      aria-label={text.tableLabel}
      aria-rowcount={tableRows.length + 1}
      aria-colcount={columns.length}
    >
      <DeviceTableHead columns={columns} params={params} onChange={onChange} />
      <RowGroup list={list} height={height}>
        {rows.map(({ index, top }) => {
          const line = tableRows[index]
          const row = { index, measure, style: rowStyle(top) }
          return (
            line && (
              <ErrorBoundary
                key={line.key}
                resetKey={line}
                fallback={
                  <RowErrorFallback name={rowName(line)} columns={columns.length} {...row} />
                }
              >
                <TableRow
                  line={line}
                  reporting={reporting}
                  context={context}
                  onToggle={toggle}
                  columns={columns.length}
                  {...row}
                />
              </ErrorBoundary>
            )
          )
        })}
      </RowGroup>
    </div>
  )
}

function TableRow({
  line,
  reporting,
  context,
  onToggle,
  columns,
  ...row
}: VirtualRowProps & {
  line: TableRowModel
  reporting: ReportingSensors
  context: DeviceTableContext
  onToggle: (hiveId: string) => void
  columns: number
}) {
  return line.kind === 'hive' ? (
    <HiveRow
      group={line.group}
      sensorCount={context.getHiveSize(line.group.id)}
      withoutData={reporting && countRoomsWithoutData(line.group, reporting.silentRooms)}
      open={line.open}
      onToggle={() => onToggle(line.group.id)}
      columns={columns}
      {...row}
    />
  ) : (
    <DeviceRow
      item={line.judged}
      status={sensorStatus(line.judged.device.mac, reporting)}
      context={context}
      {...row}
    />
  )
}

function toggleId(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id])
}

function rowStyle(top: number | null) {
  if (top === null) return undefined
  return {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    transform: `translateY(${top}px)`,
  } as const
}

function countRoomsWithoutData({ devices }: HiveGroup, silentRooms: ReadonlySet<string>): number {
  const rooms = new Set(devices.map(({ room }) => room.id))
  return [...rooms].filter((id) => id !== null && silentRooms.has(id)).length
}

function RowErrorFallback({
  name,
  columns,
  ...row
}: { name: string | null; columns: number } & VirtualRowProps) {
  return (
    <VirtualRow {...row} className="w-full border-b border-line py-3 xl:px-2">
      <div role="cell" aria-colspan={columns}>
        {text.rowFailed(name)}
      </div>
    </VirtualRow>
  )
}

function rowName(line: TableRowModel): string | null {
  return line.kind === 'hive' ? (line.group.hive?.name ?? null) : sensorName(line.judged.device)
}
