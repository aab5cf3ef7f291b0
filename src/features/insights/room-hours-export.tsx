import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { PlaceRoomHours } from '#src/contract/insights.ts'
import { Button } from '#src/components/ui/button.tsx'
import { requestRoomHours } from '#src/data/insights/insights-queries.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { addDays, localDateAt, startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { formatCsv, formatCsvRows, type Cell } from '#src/lib/csv.ts'
import { downloadCsvParts } from '#src/lib/download.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import * as text from '#messages/room-hours.ts'
import { describeInsightsError, type InsightsView } from './insights-view.ts'
import { roomColumns, toRoomCells } from './room-cells.ts'

/** Spreadsheets cut off longer files: the limit of Excel is 1,048,576 rows. */
const maxRows = 1_000_000

type Progress = { done: number; days: number }

/**
 * Downloads the hours of each room over the period, one day at a time, so that the page stays usable. Set `key` to the
 * selection: a file must not contain rooms of two selections.
 */
export function RoomHoursButton({ view }: { view: InsightsView }) {
  const [progress, setProgress] = useState<Progress | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function start() {
    const days = listDays(view.period, view.zone)
    const rows = days.reduce((sum, { from, to }) => sum + hoursIn(from, to) * view.rooms.length, 0)
    if (rows > maxRows) return setProblem(text.tooManyRows(rows, maxRows))
    const controller = new AbortController()
    running.current = controller
    setProblem(null)
    try {
      await exportRoomHours(view, days, controller.signal, (done) =>
        setProgress({ done, days: days.length }),
      )
    } catch (error) {
      if (!controller.signal.aborted) setProblem(text.failed(describeInsightsError(error)))
    }
    setProgress(null)
  }

  return (
    <>
      {progress === null ? (
        <Button className="insights-csv" aria-label={text.buttonLabel} onClick={() => void start()}>
          <Download className="size-4" strokeWidth={1.5} aria-hidden="true" />
          {text.button}
        </Button>
      ) : (
        <Button onClick={() => running.current?.abort()}>{text.cancel}</Button>
      )}
      <span role="status" className="empty:absolute">
        {progress === null ? problem : text.progress(progress.done, progress.days)}
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

async function exportRoomHours(
  view: InsightsView,
  days: readonly Period[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  const title = `${view.exportHeading.title}, ${text.title}`
  const parts: string[] = []
  onProgress(0)
  for (const [index, day] of days.entries()) {
    const answer = await requestRoomHours({ ...day, rooms: view.query.rooms }, signal)
    signal.throwIfAborted()
    if (index === 0) {
      const details = [...view.exportHeading.details]
      if (answer.withheldRooms > 0) {
        details.push([text.leftOut, text.smallRooms(answer.withheldRooms)])
      }
      parts.push(formatCsv({ title, details, rows: [[...roomColumns, ...text.columns]] }))
    }
    parts.push(formatCsvRows(toRows(answer, view)))
    onProgress(index + 1)
  }
  downloadCsvParts(parts, title)
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
