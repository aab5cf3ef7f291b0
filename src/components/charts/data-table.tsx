import './data-table.css'
import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import { formatDecimal } from '#src/format/decimals.ts'
import type { Cell, ExportHeading, TableExport } from '#src/lib/csv.ts'
import * as charts from '#messages/charts.ts'

/** A day or a time: local on the page, ISO 8601 in the CSV file. */
export type TimeCell = { shown: string; exported: string }

/** The data of a chart as a table: column headings and rows. The first cell of a row is its heading. */
export type TableData = {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly (Cell | TimeCell)[])[]
}

/** Returns a table for a CSV file. */
export function toTableExport(
  { columns, rows }: TableData,
  heading: ExportHeading,
  title: string,
): TableExport {
  const exported = rows.map((cells) => cells.map((cell) => (isTime(cell) ? cell.exported : cell)))
  return { ...heading, title, rows: [columns, ...exported] }
}

function isTime(cell: Cell | TimeCell): cell is TimeCell {
  return typeof cell === 'object' && cell !== null
}

/** The data of a chart as a table that scrolls. */
export function DataTable({ table: { caption, columns, rows } }: { table: TableData }) {
  return (
    <ScrollRegion label={charts.tableRegion(caption)} className="data-table">
      <table>
        <caption className="sr-only">{caption}</caption>
        <TableHead columns={columns} />
        <tbody>
          {rows.map(([heading = null, ...cells], row) => (
            <tr key={`${row} ${isTime(heading) ? heading.exported : heading}`}>
              <th scope="row">
                <CellText cell={heading} />
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function CellText({ cell }: { cell: Cell | TimeCell }) {
  if (isTime(cell)) return cell.shown
  if (cell !== null) return typeof cell === 'number' ? formatDecimal(cell) : cell
  return <MissingValue label={charts.tableNoData} />
}
