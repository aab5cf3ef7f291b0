import { inDigits } from '#src/format/room-words.ts'
import { formatDayAndTime, formatTime, type Zone } from '#src/domain/time/zone.ts'
import type { Suspicion } from '#src/domain/anomalies/suspicion.ts'

/**
 * The numbers behind a suspicion, and the span they are of: `00:00–05:00: never below 1, 298 of 300 minutes`.
 *
 * @param of which of its sensors it stands beside
 * @param nameOf what a sensor is called, by its address
 * @param now Unix milliseconds of the server's clock
 */
export function evidenceInWords(
  suspicion: Suspicion,
  of: string,
  nameOf: (mac: string) => string,
  zone: Zone,
  now: number,
): string {
  switch (suspicion.kind) {
    case 'silent':
      return `No count for half an hour or more while others of its room count; ${lastReport(suspicion.since, zone, now)}`
    case 'stuck':
      return `${span(suspicion, zone)}: never below ${inDigits(suspicion.people)}, ${suspicion.minutes} of ${suspicion.of} minutes`
    case 'constant':
      return `${span(suspicion, zone)}: always exactly ${inDigits(suspicion.people)}`
    case 'crowded':
      return `${span(suspicion, zone)}: ${inDigits(suspicion.people)} or more in a room for ${inDigits(suspicion.capacity)}, for 30 min or more`
    case 'overlap': {
      const other = suspicion.macs.find((mac) => mac !== of) ?? ''
      return `${span(suspicion, zone)}: all nine metrics equal to those of ${nameOf(other)}, ${suspicion.minutes} minutes`
    }
  }
}

function span({ from, to }: { from: number; to: number }, zone: Zone): string {
  return `${formatTime(from, zone)}–${formatTime(to, zone)}`
}

function lastReport(at: number | null, zone: Zone, now: number): string {
  return at === null ? 'no report of it is known' : `last report ${formatDayAndTime(at, zone, now)}`
}
