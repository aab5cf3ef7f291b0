import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  gridOf,
  type DeviceColumn,
  columnsOf,
  type RowProps,
  type TableContext,
  tableLines,
  type TableLine,
} from './device-table-model.ts'
import type { DevicesParams, ChangeDevices } from './devices-params.ts'
import { useCallback, useMemo, useState } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { DeviceGroup, EmptyHive } from './device-groups.ts'
import { DeviceRow } from './device-row.tsx'
import { HiveRow } from './hive-row.tsx'
import type { JudgedDevice } from './device-issues.ts'
import type { Answers } from './use-reporting-sensors.ts'
import { useDrawnRows } from './use-virtual-list.ts'

/** The columns' names; each sorts by itself, and pressed again the other way round. */
export function TableHead({
  columns,
  params: { sort: chosen, reversed, grouped },
  onChange,
}: {
  columns: readonly DeviceColumn[]
  params: DevicesParams
  onChange: ChangeDevices
}) {
  const Arrow = reversed ? ArrowUp : ArrowDown
  return (
    <div
      role="rowgroup"
      className="sticky top-13 z-2 border-b border-line-strong bg-surface max-xl:hidden md:top-14"
    >
      <div role="row" aria-rowindex={1} className={clsx(gridOf(grouped), 'xl:px-2')}>
        {columns.map(({ label, sort }) => (
          <div
            key={sort}
            role="columnheader"
            aria-sort={sort === chosen ? (reversed ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              onClick={() => onChange({ sort, reversed: sort === chosen && !reversed })}
              className={clsx(
                'flex h-9 w-full items-center gap-1 font-medium whitespace-nowrap hover:text-ink',
                sort === chosen ? 'text-ink' : 'text-ink-muted',
              )}
            >
              {label}
              {sort === chosen && (
                <Arrow className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
              )}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}

/**
 * The sensors as one table, under their hives or all in one; of thousands only the rows in view are drawn. Its rows are
 * no native ones, since on a narrow page their cells stand in lines and would be no table any more.
 *
 * @param devices in the order in which they stand
 * @param empty hives without sensors
 */
export function DeviceTable({
  devices,
  empty,
  answers,
  params,
  onChange,
  context,
}: {
  devices: readonly JudgedDevice[]
  empty: readonly EmptyHive[]
  answers: Answers
  params: DevicesParams
  onChange: ChangeDevices
  context: TableContext
}) {
  const { grouped } = context
  const asked = params.q.trim() !== '' || ![null, 'hive'].includes(params.problem)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(
    () => tableLines(devices, empty, grouped, toggled, asked),
    [devices, empty, grouped, toggled, asked],
  )
  const keyOf = useCallback((index: number) => lines[index]?.key ?? String(index), [lines])
  const { list, rows, height, measure } = useDrawnRows(lines.length, keyOf)
  const columns = columnsOf(grouped)
  const toggle = (id: string) => setToggled((now) => toggledSet(now, id))
  const draw = (line: TableLine, row: RowProps) =>
    line.kind === 'hive' ? (
      <HiveRow
        group={line.group}
        of={context.sizeOf(line.group.id)}
        withoutData={answers && roomsWithoutData(line.group, answers.silentRooms)}
        open={line.open}
        onToggle={() => toggle(line.group.id)}
        columns={columns.length}
        {...row}
      />
    ) : (
      <DeviceRow
        judged={line.judged}
        counting={answers?.counting.has(line.judged.device.mac) === true}
        context={context}
        {...row}
      />
    )
  return (
    <div
      role="table"
      aria-label="Sensors"
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
    >
      <TableHead columns={columns} params={params} onChange={onChange} />
      <div
        role="rowgroup"
        ref={list}
        className="relative"
        style={height === null ? undefined : { height }}
      >
        {rows.map(({ index, top }) => {
          const line = lines[index]
          const row = { index, measure, style: placed(top) }
          return (
            line && (
              <ErrorBoundary
                key={line.key}
                resetKey={line}
                fallback={<FailedRow name={nameOf(line)} columns={columns.length} {...row} />}
              >
                {draw(line, row)}
              </ErrorBoundary>
            )
          )
        })}
      </div>
    </div>
  )
}

function toggledSet(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id])
}

function placed(top: number | null) {
  if (top === null) return undefined
  return {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    transform: `translateY(${top}px)`,
  } as const
}

function roomsWithoutData({ devices }: DeviceGroup, silentRooms: ReadonlySet<string>): number {
  const rooms = new Set(devices.map(({ room }) => room.id))
  return [...rooms].filter((id) => id !== null && silentRooms.has(id)).length
}

/** Stands in for a row that cannot be rendered. */
function FailedRow({
  name,
  columns,
  index,
  measure,
  style,
}: { name: string; columns: number } & RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      ref={measure}
      style={style}
      className="w-full border-b border-line py-3 xl:px-2"
    >
      <div role="cell" aria-colspan={columns}>
        {name} cannot be shown.
      </div>
    </div>
  )
}

function nameOf(line: TableLine): string {
  return line.kind === 'hive' ? (line.group.hive?.name ?? 'A hive') : line.judged.device.name
}
