import type { ReactNode } from 'react'
import type { SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import { Timestamp, Age } from '#src/components/time/timestamps.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'
import { formatDate } from '#src/format/dates.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type {
  ZeroRule,
  ExcludedDevice,
  SensorNote,
  RoomBreakdown,
  SensorTerm,
} from './room-breakdown.ts'
import { clsx } from 'clsx'
import { shortenMac } from '#src/format/sensor-labels.ts'
import { PanelSection, TotalRow } from './panel-sections.tsx'
import { describeOccupancyRule, describeZeroRule } from './rule-descriptions.ts'

/** Why a sensor adds its count, or nothing: `answered 3 s ago`, `offline since 10:30`. */
function SensorTermReason({
  health,
  zeroRule,
  zone,
}: {
  health: SensorHealth
  zeroRule: ZeroRule | null
  zone: TimeZone
}): ReactNode {
  switch (health.kind) {
    case 'reporting':
    case 'reported':
      return health.at === null ? (
        'answered'
      ) : (
        <>
          answered <Age at={health.at} />
        </>
      )
    case 'quiet':
      return zeroRule === 'withheld'
        ? 'quiet: online, nobody under it, and this API withholds zeros'
        : 'quiet: online, nobody under it'
    case 'malformed':
      return 'malformed answer: no count in it'
    case 'implausible':
      return `implausible count: ${formatNumber(health.count)} (limit for one sensor: ${formatNumber(health.maximum)})`
    case 'offline':
    case 'silent':
      if (health.since === null) {
        return health.kind === 'offline' ? 'offline, never reported' : 'never reported'
      }
      return (
        <>
          {health.kind} since <Timestamp at={health.since} zone={zone} />
        </>
      )
  }
}

/** Text of a sensor note. */
function SensorNoteText({ note, zone }: { note: SensorNote; zone: TimeZone }): ReactNode {
  switch (note.kind) {
    case 'battery':
      return note.overdue
        ? `Battery overdue since ${formatDate(note.dueAt, zone)}`
        : `Battery due by ${formatDate(note.dueAt, zone)}`
    case 'hive-offline':
      return note.since === null ? (
        `${note.name} is offline`
      ) : (
        <>
          {note.name} is offline since <Timestamp at={note.since} zone={zone} />
        </>
      )
    case 'last-known':
      return (
        <>
          last counted {formatPeople(note.people)} at <Timestamp at={note.seenAt} zone={zone} />
        </>
      )
  }
}

/** Why a device of the room is not counted. */
const exclusionLabels: Record<ExcludedDevice['why'], string> = {
  test: 'test device, hidden',
  'no-address': 'has no address, hidden',
  uninstalled: 'not installed, hidden',
  traffic: 'counts who passes a door, not who is in the room',
  'no-mode': 'not known to be a presence sensor',
}

/** A room's sum: its sensors, the total, and the rule. */
export function SensorSumSection({
  breakdown,
  zone,
}: {
  breakdown: RoomBreakdown
  zone: TimeZone
}) {
  const { occupancy, terms, rule, zeroRule, excludedDevices } = breakdown
  return (
    <PanelSection title="Sensors">
      {terms.length > 0 && (
        <>
          <ul aria-label="Sensors" className={clsx(occupancy.kind === 'stale' && 'hatched')}>
            {terms.map((line) => (
              <SensorTermRow key={line.mac} term={line} zeroRule={zeroRule} zone={zone} />
            ))}
          </ul>
          <TotalRow>
            <span className="font-normal text-ink-faint">= </span>
            {occupancy.kind === 'none'
              ? 'no data'
              : `${occupancy.atLeast ? 'at least ' : ''}${formatPeople(occupancy.people)}`}
          </TotalRow>
        </>
      )}
      <p className="text-ink-muted">
        {describeOccupancyRule(rule)}
        {rule.kind === 'last-known' && (
          <>
            {' '}
            They were last seen <Age at={rule.seenAt} />.
          </>
        )}
      </p>
      {zeroRule !== null && <p className="mt-1 text-ink-muted">{describeZeroRule(zeroRule)}</p>}
      {excludedDevices.length > 0 && (
        <>
          <h4 className="mt-3 font-medium">Not counted</h4>
          <ul aria-label="Not counted" className="text-ink-muted">
            {excludedDevices.map(({ key, name, why }) => (
              <li key={key}>
                {name || 'A device without a name'}: {exclusionLabels[why]}
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
    <li className="grid grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-2 border-t border-line py-2 first:border-t-0">
      <span className="size-3 self-center rounded-[3px]" style={{ backgroundColor: colour }} />
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
            <span className="sr-only">no count</span>
          </>
        ) : (
          formatNumber(people)
        )}
      </span>
      <span className={clsx('col-start-2 col-end-4', missing ? 'text-busy-ink' : 'text-ink-muted')}>
        <SensorTermReason health={health} zeroRule={zeroRule} zone={zone} />
      </span>
      {notes.map((note) => (
        <span key={note.kind} className="col-start-2 col-end-4 text-ink-muted">
          <SensorNoteText note={note} zone={zone} />
        </span>
      ))}
    </li>
  )
}
