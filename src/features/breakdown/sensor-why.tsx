import type { ReactNode } from 'react'
import type { SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import { Since } from '#src/components/time/since.tsx'
import { inDigits, peopleInWords } from '#src/format/room-words.ts'
import { Age } from '#src/components/time/age.tsx'
import { formatDay } from '#src/format/zone-label.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import type { ZerosRule } from './room-explanation.ts'
import type { NotCounted, SensorNote } from './sensor-lines.ts'

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
