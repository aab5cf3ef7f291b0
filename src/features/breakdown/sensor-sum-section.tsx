import type { ReactNode } from 'react'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import type { TableExport } from '#src/lib/csv.ts'
import { Age } from '#src/components/time/timestamps.tsx'
import { ZonedTimestamp } from '#src/components/time/zoned-timestamp.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/room-breakdown.tsx'
import { sum } from '#messages/breakdown.tsx'
import { formatDate } from '#src/format/dates.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { ZeroRule, SensorNote, RoomBreakdown, SensorTerm } from './room-breakdown.ts'
import { clsx } from 'clsx'
import { shortenMac } from '#src/format/sensor-labels.ts'
import { PanelSection, TotalRow } from './panel-sections.tsx'
import { describeOccupancyRule, describeZeroRule } from './rule-descriptions.tsx'
import { describeSensorStatus } from './sensor-status.ts'

/** Returns functions that describe the statuses with a time: `updated 3 s ago`, `offline since 10:30`. */
function timedStatuses(zone: TimeZone) {
  const time = (at: number) => <ZonedTimestamp at={at} zone={zone} />
  return {
    reporting: (at: number) => text.sensorUpdated(<Age at={at} />),
    offline: (since: number) => text.sensorOffline(time(since)),
    silent: (since: number) => text.sensorSilent(time(since)),
  }
}

function SensorNoteText({ note, zone }: { note: SensorNote; zone: TimeZone }): ReactNode {
  switch (note.kind) {
    case 'battery':
      return note.overdue
        ? text.batteryOverdue(formatDate(note.dueAt, zone))
        : text.batteryDue(formatDate(note.dueAt, zone))
    case 'hive-offline':
      return text.hiveOffline(
        note.name,
        note.since === null ? null : <ZonedTimestamp at={note.since} zone={zone} />,
      )
    case 'last-known':
      return text.lastCount(note.people, <ZonedTimestamp at={note.seenAt} zone={zone} />)
  }
}

export function SensorSumSection({
  breakdown,
  zone,
  getTable,
}: {
  breakdown: RoomBreakdown
  zone: TimeZone
  /** Returns the sensors as a table to export. */
  getTable: () => TableExport
}) {
  const { occupancy, terms, rule, zeroRule, excludedDevices } = breakdown
  return (
    <PanelSection
      title={text.sensorsHeading}
      tools={terms.length > 0 && <ExportButtons label={text.sensorsHeading} getTable={getTable} />}
    >
      {terms.length > 0 && (
        <>
          <ul
            aria-label={text.sensorsHeading}
            className={clsx(occupancy.kind === 'stale' && 'hatched')}
          >
            {terms.map((line) => (
              <SensorTermRow key={line.mac} term={line} zeroRule={zeroRule} zone={zone} />
            ))}
          </ul>
          <TotalRow>
            <span className="font-normal text-ink-faint">= </span>
            {occupancy.kind === 'none' ? text.unknownSum : sum(occupancy.people, occupancy.atLeast)}
          </TotalRow>
        </>
      )}
      <p className="text-ink-muted">{describeOccupancyRule(rule)}</p>
      {zeroRule !== null && <p className="mt-1 text-ink-muted">{describeZeroRule(zeroRule)}</p>}
      {excludedDevices.length > 0 && (
        <>
          <h4 className="mt-3 font-medium">{text.notCountedHeading}</h4>
          <ul aria-label={text.notCountedHeading} className="text-ink-muted">
            {excludedDevices.map(({ key, name, why }) => (
              <li key={key}>
                {name || text.unnamedDevice}: {text.exclusionReasons[why]}
              </li>
            ))}
          </ul>
        </>
      )}
    </PanelSection>
  )
}

function SensorTermRow({
  term,
  zeroRule,
  zone,
}: {
  term: SensorTerm
  zeroRule: ZeroRule | null
  zone: TimeZone
}) {
  const { mac, address, name, hasName, colour, people, health, notes } = term
  const missing = !['reporting', 'reported', 'quiet'].includes(health.kind)
  return (
    <li className="grid grid-cols-[0.75rem_minmax(0,1fr)_auto] items-baseline gap-x-2 border-t border-line py-2 first:border-t-0">
      <span
        className="sensor-colour size-3 self-center rounded-[3px]"
        style={{ backgroundColor: colour }}
      />
      <span className="wrap-break-word">
        <span className="text-15 font-medium">{name}</span>
        {hasName && (
          <span className="ml-2 text-ink-faint">
            <span aria-hidden="true">{shortenMac(mac)}</span>
            <span className="sr-only">{address}</span>
          </span>
        )}
      </span>
      <span className={clsx('text-18 font-semibold', people === null && 'text-busy-ink')}>
        {people === null ? (
          <>
            <span aria-hidden="true">?</span>
            <span className="sr-only">{text.noCount}</span>
          </>
        ) : (
          formatNumber(people)
        )}
      </span>
      <span className={clsx('col-start-2 col-end-4', missing ? 'text-busy-ink' : 'text-ink-muted')}>
        {describeSensorStatus<ReactNode>(health, zeroRule, timedStatuses(zone))}
      </span>
      {notes.map((note) => (
        <span key={note.kind} className="col-start-2 col-end-4 text-ink-muted">
          <SensorNoteText note={note} zone={zone} />
        </span>
      ))}
    </li>
  )
}
