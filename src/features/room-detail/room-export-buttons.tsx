import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { TableExport } from '#src/lib/csv.ts'
import { periodExportHeading } from './chart-export.ts'

/**
 * Buttons that export a table about a room over a period whose data comes directly from Butlr.
 *
 * @param title of the section
 * @param getRows returns the rows at the time of the click, column headings first
 */
export function RoomExportButtons({
  room,
  period,
  zone,
  title,
  getRows,
}: {
  room: Parameters<typeof periodExportHeading>[0]
  period: { from: number; to: number }
  zone: TimeZone
  title: string
  getRows: () => TableExport['rows']
}) {
  const { topology } = useTopology()
  return (
    <ExportButtons
      label={title}
      getTable={() => {
        const heading = periodExportHeading(room, topology, period, zone)
        return { ...heading, title: `${heading.title}, ${title}`, rows: getRows() }
      }}
    />
  )
}
