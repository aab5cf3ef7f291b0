import type { Moments } from '#src/contract/insights.ts'
import type { UseShares } from '#src/domain/insights/shares.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import type { Cell, TableExport } from '#src/lib/csv.ts'
import { exportEstimates } from '#messages/insight-sizes.ts'
import * as text from '#messages/insights.ts'
import { withComparison, type InsightsView } from './insights-view.ts'

/**
 * The figures of a period. `peak` is null while it is unknown. `isEstimated`: part of the period has only hourly counts.
 */
export type HeadlineFigures = { shares: UseShares; peak: Moments['peak']; isEstimated?: boolean }

type Fraction = { part: number; whole: number }

/**
 * Returns the figures of the headline as a table to export: each with its parts, its value in the earlier period and
 * the change.
 *
 * @param before the earlier period; null if it is not compared or not loaded
 */
export function toHeadlineExport(
  view: InsightsView,
  current: HeadlineFigures,
  before: HeadlineFigures | null,
): TableExport {
  const { exportHeading, zone } = view
  const valuesBefore = before && listFigures(before, zone)
  return {
    title: `${exportHeading.title}, ${text.headline}`,
    details: [
      ...(before ? withComparison(view) : exportHeading).details,
      ...(current.isEstimated ? [[exportEstimates, text.hourlyPart] as const] : []),
    ],
    rows: [
      text.headlineColumns,
      ...listFigures(current, zone).map(({ name, value, unit, cells }, index) => {
        const earlier = valuesBefore?.[index]?.value ?? null
        const change = value === null || earlier === null ? null : value - earlier
        return [name, value, unit, ...cells, earlier, change]
      }),
    ],
  }
}

type Figure = { name: string; value: number | null; unit: string; cells: readonly Cell[] }

function listFigures({ shares, peak }: HeadlineFigures, zone: InsightsView['zone']): Figure[] {
  const { frequency, occupancyInUse, utilisation, known, complete } = shares
  const toFigure = (name: string, share: Fraction | null, units: readonly [string, string]) => ({
    name,
    value: share && (share.part / share.whole) * 100,
    unit: text.percentUnit,
    cells: [share?.part ?? null, units[0], share?.whole ?? null, units[1], null, null],
  })
  const openMinutes = [text.openMinutesUnit, text.openMinutesUnit] as const
  const some = known && complete && { part: known.part - complete.part, whole: known.whole }
  const none = known && { part: known.whole - known.part, whole: known.whole }
  return [
    {
      name: text.exportPeak,
      value: peak?.people ?? null,
      unit: text.people,
      cells: [
        peak?.knownRooms ?? null,
        text.roomsWithDataUnit,
        peak?.rooms ?? null,
        text.roomsUnit,
        peak && formatIsoTime(peak.at, zone),
        peak && (peak.complete ? text.exportYes : text.exportNo),
      ],
    },
    toFigure(text.frequency, frequency, [text.usedHoursUnit, text.knownHoursUnit]),
    toFigure(text.occupancyInUse, occupancyInUse && toHours(occupancyInUse), [
      text.personHoursUnit,
      text.seatHoursUnit,
    ]),
    {
      name: text.utilisation,
      value: utilisation === null ? null : utilisation * 100,
      unit: text.percentUnit,
      cells: Array.from({ length: 6 }, () => null),
    },
    toFigure(text.allSensors, complete, openMinutes),
    toFigure(text.someSensors, some, openMinutes),
    toFigure(text.noSensors, none, openMinutes),
  ]
}

/** Converts minutes to hours. */
const toHours = ({ part, whole }: Fraction): Fraction => ({ part: part / 60, whole: whole / 60 })
