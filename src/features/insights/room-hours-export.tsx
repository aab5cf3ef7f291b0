import { Copy, Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { PlaceRoomHours } from '#src/contract/insights.ts'
import { Button } from '#src/components/ui/button.tsx'
import { copyLoadingTable } from '#src/components/ui/copy-table.ts'
import { requestRoomHours } from '#src/data/insights/insights-queries.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { addDays, localDateAt, startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { formatCsv, formatCsvRows, type Cell, type ExportHeading } from '#src/lib/csv.ts'
import { downloadCsvParts } from '#src/lib/download.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import * as text from '#messages/room-hours.ts'
import { describeInsightsError, type InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'

/** Spreadsheets cut off longer files: the limit of Excel is 1,048,576 rows. */
const maxRows = 1_000_000
/** About 15 MB of text. Browsers and spreadsheets become slow when more is copied. */
const maxCopiedRows = 100_000

type Progress = { done: number; days: number }

/**
 * Copies or downloads the hours of each room over the period, one day at a time, so that the page stays usable. Set `key`
 * to the selection: a file must not contain rooms of two selections.
 */
export function RoomHoursButtons({ view }: { view: InsightsView }) {
  const [progress, setProgress] = useState<Progress | null>(null)
  const [message, setMessage] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function start(isCopy: boolean) {
    const days = listDays(view.period, view.zone)
    const rows = days.reduce((sum, { from, to }) => sum + hoursIn(from, to) * view.rooms.length, 0)
    if (rows > maxRows) return setMessage(text.tooManyRows(rows, maxRows))
    if (isCopy && rows > maxCopiedRows) {
      return setMessage(text.tooManyRowsToCopy(rows, maxCopiedRows))
    }
    const controller = new AbortController()
    running.current = controller
    setMessage(null)
    const onProgress = (done: number) => setProgress({ done, days: days.length })
    const load: LoadRows = (onRows) =>
      loadRoomHours(view, days, controller.signal, onProgress, onRows)
    try {
      setMessage(await (isCopy ? copyLoadingTable(loadTable(load)) : downloadRoomHours(load)))
    } catch (error) {
      const reason = describeInsightsError(error)
      if (!controller.signal.aborted)
        setMessage(isCopy ? text.copyFailed(reason) : text.failed(reason))
    }
    setProgress(null)
  }

  return (
    <>
      {progress === null ? (
        <>
          <Button
            className="insights-csv"
            aria-label={text.copyButtonLabel}
            onClick={() => void start(true)}
          >
            <Copy className="size-4" strokeWidth={1.5} aria-hidden="true" />
            {text.copyButton}
          </Button>
          <Button
            className="insights-csv"
            aria-label={text.buttonLabel}
            onClick={() => void start(false)}
          >
            <Download className="size-4" strokeWidth={1.5} aria-hidden="true" />
            {text.button}
          </Button>
        </>
      ) : (
        <Button onClick={() => running.current?.abort()}>{text.cancel}</Button>
      )}
      <span role="status" className="empty:absolute">
        {progress === null ? message : text.progress(progress.done, progress.days)}
      </span>
    </>
  )
}

const hoursIn = (from: number, to: number) => Math.ceil((to - from) / (60 * minuteMs))

/** Returns the local days of a period that have begun. */
function listDays({ from, to }: Period, zone: TimeZone): Period[] {
  const end = Math.min(to, serverClock.now())
  const days: Period[] = []
  let start = from
  while (start < end) {
    const next = startOfLocalDate(addDays(localDateAt(start, zone), 1), zone)
    days.push({ from: start, to: Math.min(next, end) })
    start = next
  }
  return days
}

/** Loads the rows of all days in order, and returns the lines above the table. */
type LoadRows = (onRows: (rows: readonly Cell[][]) => void) => Promise<ExportHeading>

const columns: readonly Cell[] = [...roomColumns, ...text.columns]

async function loadTable(load: LoadRows) {
  const rows: (readonly Cell[])[] = [columns]
  const heading = await load((more) => {
    for (const row of more) rows.push(row)
  })
  return { ...heading, rows }
}

/** Formats each day as it arrives, because the text needs less memory than the cells. */
async function downloadRoomHours(load: LoadRows): Promise<null> {
  const parts: string[] = []
  const heading = await load((rows) => parts.push(formatCsvRows(rows)))
  downloadCsvParts([formatCsv({ ...heading, rows: [columns] }), ...parts], heading.title)
  return null
}

async function loadRoomHours(
  view: InsightsView,
  days: readonly Period[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
  onRows: (rows: readonly Cell[][]) => void,
): Promise<ExportHeading> {
  const details = [...view.exportHeading.details]
  onProgress(0)
  for (const [index, day] of days.entries()) {
    const answer = await requestRoomHours({ ...day, rooms: view.query.rooms }, signal)
    signal.throwIfAborted()
    if (index === 0 && answer.withheldRooms > 0) {
      details.push([text.leftOut, text.smallRooms(answer.withheldRooms)])
    }
    onRows(toRows(answer, view))
    onProgress(index + 1)
  }
  return { title: `${view.exportHeading.title}, ${text.title}`, details }
}

/** Returns a row for each room and hour. An hour without data has empty cells. */
function toRows({ from, to, rooms }: PlaceRoomHours, { roomsById }: InsightsView): Cell[][] {
  const listed = new Map<string, HourLabel[]>()
  return rooms.flatMap(({ room: id, hours }) => {
    const room = roomsById.get(id)
    if (room === undefined) return []
    const labels = listed.get(room.zone.name) ?? listHourLabels(from, to, room.zone)
    listed.set(room.zone.name, labels)
    const byStart = new Map(hours.map((hour) => [hour.from, hour]))
    return labels.map(({ start, begin, end }) => {
      const hour = byStart.get(start)
      return [
        ...toRoomCells(id, room),
        begin,
        end,
        hour?.people ?? null,
        hour?.peak ?? null,
        hour?.minutesInUse ?? null,
        hour?.knownMinutes ?? 0,
        hour?.completeMinutes ?? 0,
      ]
    })
  })
}

/** `start` is in Unix milliseconds; `begin` and `end` are ISO 8601 times with the offset of the zone. */
type HourLabel = { start: number; begin: string; end: string }

/** Returns the local hours that begin in a period. */
function listHourLabels(from: number, to: number, zone: TimeZone): HourLabel[] {
  return localHours(from / minuteMs, to / minuteMs, zone.name).flatMap((hour) => {
    const start = hour.from * minuteMs
    if (start < from) return []
    const end = formatIsoTime(hour.to * minuteMs, zone)
    return [{ start, begin: formatIsoTime(start, zone), end }]
  })
}
