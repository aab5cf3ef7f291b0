import { useCallback } from 'react'
import * as text from '#messages/displays.tsx'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import type { Board } from '#src/contract/board.ts'
import type { DisplaysResponse } from '#src/contract/display.ts'
import { attentionLabel } from './display-status.ts'
import { DisplayRow } from './display-row.tsx'

/** All paired displays and their status. */
export function DisplayList({
  displaysData: { displays, version, pollSeconds, mayChange },
  boards,
}: {
  displaysData: DisplaysResponse
  boards: readonly Board[]
}) {
  const attention = useServerClock(
    useCallback(
      (now: number) => attentionLabel(displays, now, pollSeconds),
      [displays, pollSeconds],
    ),
  )
  return (
    <section aria-labelledby="displays">
      <div className="flex flex-wrap items-baseline gap-x-4 pb-2">
        <h2 id="displays" className="text-18 font-semibold">
          {text.displaysHeading}
        </h2>
        <p role="status" className="font-medium text-busy-ink">
          {attention}
        </p>
      </div>
      {displays.length === 0 ? (
        <p className="text-ink-muted">{text.noDisplays}</p>
      ) : (
        <ul className="grid gap-2">
          {displays.map((display) => (
            <DisplayRow
              key={display.id}
              {...{ display, boards, mayChange, pollSeconds }}
              servedVersion={version}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
