import type { RoomHistory } from '#src/contract/history.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import * as text from '#messages/room-history.tsx'
import { drawGroupSizes, GroupSizeChart } from './group-size-chart.tsx'
import { HistorySection } from './history-section.tsx'
import type { HistoryView } from './history-view.ts'

/** How long groups of each size used the room. */
export function GroupSizeSection({ view }: { view: HistoryView }) {
  const { history, dates, level, zone, exportHeading } = view
  const total = history.minutesByPeople.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <HistorySection
      title={text.groupSizes}
      {...(total > 0 && { note: text.groupSizesNote(total) })}
      level={level}
      table={total > 0 ? toTable(history, dates, total) : null}
      image={() => drawGroupSizes(view, total)}
      zone={zone}
      exportHeading={exportHeading}
    >
      {total > 0 ? (
        <GroupSizeChart view={view} total={total} />
      ) : (
        <p className="text-ink-muted">
          {history.coverage.knownMinutes > 0 ? text.neverInUse : text.noDataInPeriod}
        </p>
      )}
    </HistorySection>
  )
}

function toTable({ minutesByPeople }: RoomHistory, dates: string, total: number): TableData {
  return {
    caption: text.groupSizesName(dates),
    columns: [text.columnPeople, text.columnMinutes, text.columnShare],
    rows: minutesByPeople.map(({ people, minutes }) => [people, minutes, (minutes / total) * 100]),
  }
}
