import type { ReactNode } from 'react'
import type { SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import { Since, Age } from '#src/components/time/timestamps.tsx'
import { inDigits, peopleInWords } from '#src/format/numbers.ts'
import { formatDay } from '#src/format/dates.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'
import type {
  ZerosRule,
  NotCounted,
  SensorNote,
  RoomExplanation,
  SensorLine,
} from './room-breakdown.ts'
import { clsx } from 'clsx'
import { shortMac } from '#src/format/sensor-labels.ts'
import { AnswerSection, TotalLine } from './panel-sections.tsx'
import { ruleInWords, zerosInWords } from './rule-descriptions.ts'

/** Why a sensor adds what it adds, or why nothing: `last count 3 s ago`, `offline since 10:30`. */
export function SensorWhy({
  health,
  zeros,
  zone,
}: {
  health: SensorHealth
  zeros: ZerosRule | null
  zone: Zone
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
      return zeros === 'withheld'
        ? 'quiet: online, nobody under it, and this API withholds zeros'
        : 'quiet: online, nobody under it'
    case 'malformed':
      return 'malformed answer: no count in it'
    case 'implausible':
      return `implausible count: ${inDigits(health.count)} (limit for one sensor: ${inDigits(health.maximum)})`
    case 'offline':
    case 'silent':
      if (health.since === null) {
        return health.kind === 'offline' ? 'offline, never reported' : 'never reported'
      }
      return (
        <>
          {health.kind} since <Since at={health.since} zone={zone} />
        </>
      )
  }
}

/** What else is known that bears on a sensor. */
export function SensorNoteWords({ note, zone }: { note: SensorNote; zone: Zone }): ReactNode {
  switch (note.kind) {
    case 'battery':
      return note.overdue
        ? `Battery overdue since ${formatDay(note.dueAt, zone)}`
        : `Battery due by ${formatDay(note.dueAt, zone)}`
    case 'hive-offline':
      return note.since === null ? (
        `${note.name} is offline`
      ) : (
        <>
          {note.name} is offline since <Since at={note.since} zone={zone} />
        </>
      )
    case 'last-known':
      return (
        <>
          last counted {peopleInWords(note.people)} at <Since at={note.seenAt} zone={zone} />
        </>
      )
  }
}

/** Why a device of the room is not counted, in words. */
export const notCountedWords: Record<NotCounted['why'], string> = {
  test: 'test device, hidden',
  'no-address': 'has no address, hidden',
  uninstalled: 'not installed, hidden',
  traffic: 'counts who passes a door, not who is in the room',
  'no-mode': 'not known to be a presence sensor',
}

/** A room's sum, sensor by sensor, what it comes to, and the rule by which it does. */
export function RoomSum({ explanation, zone }: { explanation: RoomExplanation; zone: Zone }) {
  const { view, lines, rule, zeros, notCounted } = explanation
  return (
    <AnswerSection title="Sensors">
      {lines.length > 0 && (
        <>
          <ul aria-label="Sensors" className={clsx(view.kind === 'stale' && 'hatched')}>
            {lines.map((line) => (
              <SensorRow key={line.mac} line={line} zeros={zeros} zone={zone} />
            ))}
          </ul>
          <TotalLine>
            <span className="font-normal text-ink-faint">= </span>
            {view.kind === 'none'
              ? 'no data'
              : `${view.atLeast ? 'at least ' : ''}${peopleInWords(view.people)}`}
          </TotalLine>
        </>
      )}
      <p className="text-ink-muted">
        {ruleInWords(rule)}
        {rule.kind === 'last-known' && (
          <>
            {' '}
            They were last seen <Age at={rule.seenAt} />.
          </>
        )}
      </p>
      {zeros !== null && <p className="mt-1 text-ink-muted">{zerosInWords(zeros)}</p>}
      {notCounted.length > 0 && (
        <>
          <h4 className="mt-3 font-medium">Not counted</h4>
          <ul aria-label="Not counted" className="text-ink-muted">
            {notCounted.map(({ key, name, why }) => (
              <li key={key}>
                {name || 'A device without a name'}: {notCountedWords[why]}
              </li>
            ))}
          </ul>
        </>
      )}
    </AnswerSection>
  )
}

function SensorRow({
  line,
  zeros,
  zone,
}: {
  line: SensorLine
  zeros: ZerosRule | null
  zone: Zone
}) {
  const { mac, name, named, colour, people, health, notes } = line
  const missing = !['reporting', 'reported', 'quiet'].includes(health.kind)
  return (
    <li className="grid grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-2 border-t border-line py-2 first:border-t-0">
      <span className="size-3 self-center rounded-[3px]" style={{ backgroundColor: colour }} />
      <span className="wrap-break-word">
        <span className="text-15 font-medium">{name}</span>
        {named && (
          <span className="ml-2 text-ink-faint">
            <span aria-hidden="true">{shortMac(mac)}</span>
            <span className="sr-only">{mac}</span>
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
          inDigits(people)
        )}
      </span>
      <span className={clsx('col-start-2 col-end-4', missing ? 'text-busy-ink' : 'text-ink-muted')}>
        <SensorWhy health={health} zeros={zeros} zone={zone} />
      </span>
      {notes.map((note) => (
        <span key={note.kind} className="col-start-2 col-end-4 text-ink-muted">
          <SensorNoteWords note={note} zone={zone} />
        </span>
      ))}
    </li>
  )
}
