import type { RoomHistory } from '#src/contract/history.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { formatDay } from '#src/format/periods.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { Section } from '#src/features/room-detail/panel-layout.tsx'
import { Link, useRoomHref } from '#src/lib/navigation.tsx'
import * as text from '#messages/room-history.tsx'
import * as figureText from '#messages/room-figures.ts'
import { toGapsExport } from './history-export.ts'
import type { HistoryView } from './history-view.ts'
import { formatOpeningHours } from '#src/format/opening-hours.ts'

type UnsizedRoom = { id: string; name: string }

/** ID of the section, to which a button in the summary scrolls. */
export const coverageSectionId = 'room-history-coverage'

/** Maximum number of gaps in the list. */
const maxGaps = 10

export function CoverageSection({
  view,
  unsizedRooms = [],
}: {
  view: HistoryView
  /** Other rooms without a capacity. */
  unsizedRooms?: readonly UnsizedRoom[]
}) {
  const { history, zone, level, dates, opening } = view
  const { coverage, capacity } = history
  const { gaps, moreGaps } = coverage
  const hidden = Math.max(0, gaps.length - maxGaps) + moreGaps
  return (
    <Section
      title={text.coverageTitle}
      note={dates}
      level={level}
      tools={
        gaps.length > 0 && (
          <ExportButtons label={text.gapsTitle} getTable={() => toGapsExport(view)} />
        )
      }
    >
      <dl id={coverageSectionId} className="room-history-basis">
        {gaps.slice(0, maxGaps).map((gap) => (
          <div key={gap.from}>
            <dt>{formatDay(gap.from, zone)}</dt>
            <dd>{describeGap(gap, zone)}</dd>
          </div>
        ))}
        {hidden > 0 && (
          <div>
            <dt />
            <dd>{text.moreGaps(hidden)}</dd>
          </div>
        )}
        {gaps.length === 0 && (
          <div>
            <dt>{text.gapsTitle}</dt>
            <dd>{text.noGaps}</dd>
          </div>
        )}
        {coverage.minutes > 0 && (
          <div>
            <dt>{text.allSensors}</dt>
            <dd>
              {text.completeShare(
                formatPercentage(coverage.completeMinutes / coverage.minutes, 1),
                coverage.minutes,
              )}
              {coverage.estimated && <span className="block">{figureText.estimated}</span>}
            </dd>
          </div>
        )}
        <div>
          <dt>{text.capacityUsed}</dt>
          <dd>
            {capacity === null ? (
              <UnknownCapacity others={unsizedRooms} />
            ) : (
              figureText.seats(capacity)
            )}
          </dd>
        </div>
        <div>
          <dt>{text.openingHours}</dt>
          <dd>{formatOpeningHours(opening.hours)}</dd>
        </div>
      </dl>
    </Section>
  )
}

/** States how the history treats a room without a capacity, and lists the other rooms without one. */
function UnknownCapacity({ others }: { others: readonly UnsizedRoom[] }) {
  const getRoomHref = useRoomHref()
  return (
    <>
      {figureText.noCapacity}
      <span className="block text-ink-muted">{text.countsAsLarger}</span>
      {others.length > 0 && (
        <details className="mt-1 print:hidden">
          <summary className="text-ink-muted">{text.otherUnsizedRooms(others.length)}</summary>
          <ul aria-label={text.unsizedRooms} className="mt-1">
            {others.map(({ id, name }) => (
              <li key={id}>
                <Link
                  href={getRoomHref(id)}
                  replace
                  className="text-accent underline-offset-2 hover:underline"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function describeGap(
  { from, to }: RoomHistory['coverage']['gaps'][number],
  zone: HistoryView['zone'],
): string {
  const start = formatTime(from, zone)
  const isSameDay = formatDay(from, zone) === formatDay(to - 1, zone)
  const end = formatTime(to, zone)
  return text.gapTime(start, isSameDay ? end : `${formatDay(to, zone)}, ${end}`)
}
