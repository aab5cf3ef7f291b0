import { useQuery } from '@tanstack/react-query'
import type { PlaceHours, RoomInsights } from '#src/contract/insights.ts'
import { historyStatusQuery } from '#src/data/history/history-queries.ts'
import { fullHours, type FullHour } from '#src/domain/history/opening-hours.ts'
import { computeWeekMap, listOpenDates, type WeekCell } from '#src/domain/insights/place-hours.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { formatDate, formatTimeZone } from '#src/format/dates.ts'
import { formatOpeningHours } from '#src/format/opening-hours.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { Link } from '#src/lib/navigation.tsx'
import { settingsHref, type SettingsSectionId } from '#src/lib/routes.ts'
import * as text from '#messages/insight-sizes.ts'
import { basisSectionId } from './basis-id.ts'
import { InsightsSection } from './insights-section.tsx'
import type { InsightsView } from './insights-view.ts'
import { useSuspectRooms } from './suspects.tsx'

/** Maximum number of rooms that a line names. */
const namedRooms = 5

/** What a figure is based on, and the section of the settings that changes it; null if no section does. */
type Line = readonly [term: string, description: string, section: SettingsSectionId | null]

/** Opening hours, thresholds, missing data and the extent of the history. */
export function BasisSection({
  view,
  current,
  hours,
}: {
  view: InsightsView
  current: RoomInsights
  hours: PlaceHours | null
}) {
  const { data: status } = useQuery(historyStatusQuery())
  const suspectRooms = useSuspectRooms()
  const lines = listBasis(view, current, hours, { historyFrom: status?.from ?? null, suspectRooms })
  return (
    <InsightsSection
      title={text.basis}
      id={basisSectionId}
      table={{
        caption: text.basis,
        columns: text.basisColumns,
        rows: lines.map(([term, description]) => [term, description]),
      }}
      isTable
      exportHeading={view.exportHeading}
    >
      <dl className="insights-basis">
        {lines.map(([term, description, section]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              {description}
              {section !== null && (
                <>
                  {' '}
                  <Link
                    href={settingsHref(section)}
                    aria-label={text.changeOf(text.changeLinks[section], term)}
                    className="insights-link"
                  >
                    {text.changeLinks[section]}
                  </Link>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </InsightsSection>
  )
}

/**
 * @param historyFrom the start of the history in Unix milliseconds; null if it is empty
 * @param suspectRooms IDs of the rooms with suspect sensors
 */
function listBasis(
  view: InsightsView,
  current: RoomInsights,
  hours: PlaceHours | null,
  { historyFrom, suspectRooms }: { historyFrom: number | null; suspectRooms: readonly string[] },
): readonly Line[] {
  const { rooms, roomsById, zone, today } = view
  const sum = (read: (room: RoomInsights['rooms'][number]) => number) =>
    current.rooms.reduce((total, room) => total + read(room), 0)
  const unsized = rooms.filter(({ capacity }) => capacity === null).map(({ name }) => name)
  const suspects = suspectRooms.map((id) => roomsById.get(id)?.name ?? id)
  return [
    ...(hours
      ? [
          [
            text.openingHours,
            describeOpening(hours, formatTimeZone(zone, today)),
            'opening-hours',
          ] as const,
        ]
      : []),
    [
      text.frequency,
      text.frequencyOf(
        sum(({ usedHours }) => usedHours),
        sum(({ knownHours }) => knownHours),
        current.usedFromMinutes,
      ),
      'thresholds',
    ],
    [
      text.occupancy,
      [
        text.occupancyOf(rooms.length - unsized.length, rooms.length),
        ...(unsized.length > 0
          ? [
              text.withoutCapacity(
                unsized.slice(0, namedRooms),
                Math.max(0, unsized.length - namedRooms),
              ),
            ]
          : []),
      ].join(' '),
      unsized.length > 0 ? 'rooms' : null,
    ],
    [text.missing, describeMissing(current, roomsById), null],
    ...(suspects.length > 0
      ? [
          [
            text.sensors,
            text.sensorsToCheck(
              suspects.slice(0, namedRooms),
              Math.max(0, suspects.length - namedRooms),
            ),
            null,
          ] as const,
        ]
      : []),
    [text.peak, text.peakRule, null],
    [
      text.history,
      historyFrom === null ? text.historyEmpty : text.historyFrom(formatDate(historyFrom, zone)),
      null,
    ],
  ]
}

/** Returns the opening hours in words, with the number of open days. */
export function describeOpening({ hours }: PlaceHours, zone: string): string {
  const cells = computeWeekMap(hours)
  const opening = Array.from({ length: 7 }, (_, weekday) =>
    joinHours(cells.filter((cell) => cell.weekday === weekday && cell.isOpen)),
  )
  if (opening.every((intervals) => intervals.length === 0)) return text.neverOpen
  return text.openingHoursOf(formatOpeningHours(opening), zone, listOpenDates(hours).length)
}

/** Joins consecutive hours of a day into intervals. @param cells in order of their hours */
function joinHours(cells: readonly WeekCell[]): { from: FullHour; to: FullHour }[] {
  const intervals: { from: FullHour; to: FullHour }[] = []
  for (const { hour } of cells) {
    const [from, to] = [fullHours[hour], fullHours[hour + 1]]
    const last = intervals.at(-1)
    if (from === undefined || to === undefined) continue
    if (last !== undefined && last.to === from) last.to = to
    else intervals.push({ from, to })
  }
  return intervals
}

function describeMissing({ rooms }: RoomInsights, roomsById: InsightsView['roomsById']): string {
  const thin = rooms
    .filter(
      ({ openMinutes, completeOpenMinutes }) =>
        openMinutes > 0 && completeOpenMinutes / openMinutes < defaultRightSizeRule.minimumCoverage,
    )
    .map(({ room, openMinutes, completeOpenMinutes }) => ({
      name: roomsById.get(room)?.name ?? room,
      share: completeOpenMinutes / openMinutes,
    }))
    .toSorted((one, other) => one.share - other.share)
  if (thin.length === 0) return text.nothingMissing
  const names = thin
    .slice(0, namedRooms)
    .map(({ name, share }) => text.roomShare(name, formatPercentage(share)))
  return text.missingRooms(names, thin.length - names.length)
}
