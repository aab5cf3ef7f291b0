import './value-source.css'
import { Lock, Pencil } from 'lucide-react'
import { useCallback } from 'react'
import { formatDeviceDateTime } from '#src/format/dates.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { hour } from '#src/domain/time/duration.ts'
import * as text from '#messages/settings.ts'
import type { ValueSource } from '#src/domain/settings/room-settings.ts'

/** Returns the server's time in Unix milliseconds, rounded down to an hour, to decide whether a date needs its year. */
export function useCurrentHour(): number {
  return useServerClock(useCallback((now: number) => Math.floor(now / hour) * hour, []))
}

/** Where a value comes from, with an icon: Butlr, the settings file, or who set it and when. */
export function SourceLabel({ source }: { source: ValueSource }) {
  const now = useCurrentHour()
  const Icon = source.kind === 'file' ? Lock : source.kind === 'settings' ? Pencil : null
  return (
    <span className="value-source">
      {Icon && <Icon className="size-3.5 flex-none" strokeWidth={1.5} aria-hidden="true" />}
      {formatSource(source, now)}
    </span>
  )
}

/** @param now Unix milliseconds */
export function formatSource(source: ValueSource, now: number): string {
  switch (source.kind) {
    case 'butlr':
      return text.fromButlr
    case 'file':
      return text.fromFile
    case 'default':
      return text.fromDefault
    case 'all-rooms':
      return text.fromAllRooms
    case 'none':
      return text.notSet
    case 'settings':
      return text.fromAccount(source.by, formatDeviceDateTime(source.at, now))
  }
}
