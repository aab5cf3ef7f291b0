import type { Board } from '#src/wall-display/board-contract.ts'
import type { DisplaysAnswer } from '#src/wall-display/display-contract.ts'
import { DisplayRow } from './display-row.tsx'

/** Every paired display and how it is. */
export function DisplayList({
  walls: { displays, version, mayChange },
  boards,
}: {
  walls: DisplaysAnswer
  boards: readonly Board[]
}) {
  return (
    <section aria-labelledby="displays">
      <h2 id="displays" className="pb-2 text-18 font-semibold">
        Displays
      </h2>
      {displays.length === 0 ? (
        <p className="text-ink-muted">
          None is paired yet. Open <b className="font-semibold text-ink">/display</b> of this
          address on a screen, and enter the code that it shows below.
        </p>
      ) : (
        <ul className="grid gap-2">
          {displays.map((display) => (
            <DisplayRow key={display.id} {...{ display, boards, mayChange }} served={version} />
          ))}
        </ul>
      )}
    </section>
  )
}
