import { useQueries } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { TableData } from '#src/components/charts/data-table.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { moveToPart } from '#src/components/ui/move-to-part.ts'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { placeHoursQuery } from '#src/data/insights/insights-queries.ts'
import { computeTypicalDay } from '#src/domain/insights/place-hours.ts'
import { formatHour } from '#src/format/periods.ts'
import { formatPeopleNumber, noDataLegend } from '#messages/insights.ts'
import * as text from '#messages/insight-rooms.ts'
import { buildComparePlot, type ComparedRoom } from './compare-plot-model.ts'
import { ComparePlot } from './compare-plot.tsx'
import { HourFigure } from './hour-figure.tsx'
import { InsightsSection, SectionPlaceholder } from './insights-section.tsx'
import { maxComparedRooms, type ChangeInsightsParams } from './insights-params.ts'
import type { InsightsView } from './insights-view.ts'
import { hourSpan } from './typical-day.tsx'

const height = 240
const sectionId = 'compare'

export const moveToComparison = () => moveToPart(sectionId)

/** Typical days of two to six rooms on one chart. */
export function CompareSection({
  view,
  roomIds,
  change,
}: {
  view: InsightsView
  roomIds: readonly string[]
  change: ChangeInsightsParams
}) {
  const rooms = roomIds.flatMap((id) => view.roomsById.get(id) ?? [])
  const results = useQueries({
    queries: rooms.map(({ id }) => placeHoursQuery({ ...view.period, rooms: [id] })),
  })
  const compared = rooms.flatMap((room, index): ComparedRoom[] => {
    const data = results[index]?.data
    const colour = `var(--series-${index + 1})`
    return data ? [{ room, colour, day: computeTypicalDay(data.hours) }] : []
  })
  const isLoaded = compared.length === rooms.length
  const error = results.find((one) => one.error !== null)?.error ?? null
  return (
    <InsightsSection
      id={sectionId}
      title={text.compare}
      note={text.compareNote}
      table={isLoaded && rooms.length > 1 ? toTable(compared, view.dates) : null}
      exportHeading={view.exportHeading}
      tools={
        <Button variant="quiet" onClick={() => change({ comparedRooms: [] })}>
          {text.clearComparison}
        </Button>
      }
    >
      <ul className="insights-compared">
        {rooms.map((room, index) => (
          <li key={room.id}>
            <i style={{ background: `var(--series-${index + 1})` }} />
            {room.name}
            <button
              type="button"
              aria-label={text.removeRoom(room.name)}
              onClick={() => change({ comparedRooms: roomIds.filter((id) => id !== room.id) })}
            >
              <X aria-hidden="true" strokeWidth={1.5} />
            </button>
          </li>
        ))}
      </ul>
      {rooms.length < 2 ? (
        <p className="insights-empty">{text.compareHint(maxComparedRooms)}</p>
      ) : isLoaded ? (
        <CompareChart rooms={compared} dates={view.dates} />
      ) : (
        <SectionPlaceholder title={text.compare} error={error} />
      )}
    </InsightsSection>
  )
}

/** States how many rooms are selected, and moves to their chart, which is below the ranking. */
export function ComparedRoomsBar({
  count,
  onClear,
}: {
  /** Number of selected rooms. */
  count: number
  onClear: () => void
}) {
  return (
    <div className="insights-selection">
      <p role="status">
        <b>{text.selectedRooms(count)}</b>
        {count < 2 && <span>{text.compareHint(maxComparedRooms)}</span>}
      </p>
      {count > 1 && <Button onClick={moveToComparison}>{text.showComparison(count)}</Button>}
      <Button variant="quiet" onClick={onClear}>
        {text.clearComparison}
      </Button>
    </div>
  )
}

function toTable(rooms: readonly ComparedRoom[], dates: string): TableData {
  return {
    caption: text.compareName(dates),
    columns: [text.columnHour, ...rooms.map(({ room }) => room.name)],
    rows: Array.from({ length: 24 }, (_, hour) => [
      formatHour(hour),
      ...rooms.map(({ day }) => day[hour]?.median ?? null),
    ]),
  }
}

function CompareChart({ rooms, dates }: { rooms: readonly ComparedRoom[]; dates: string }) {
  const { ref, width } = useElementWidth()
  const model = buildComparePlot(rooms, { width, height })
  const describe = (index: number) => {
    const hour = model.hours[index] ?? 0
    const lines = rooms.map(({ room, day }) => {
      const median = day[hour]?.median ?? null
      return text.roomValue(room.name, median === null ? noDataLegend : formatPeopleNumber(median))
    })
    return { title: hourSpan(hour), lines }
  }
  return (
    <div ref={ref} style={{ minHeight: height }} className="insights-plot">
      {width > 0 && (
        <HourFigure
          name={text.compareName(dates)}
          frame={model}
          count={model.hours.length}
          start={0}
          describe={describe}
          tooltip={{ y: 12, width: 200 }}
        >
          {(selected) => <ComparePlot model={model} selected={selected} />}
        </HourFigure>
      )}
    </div>
  )
}
