import { second } from '#src/domain/time/duration.ts'
import { formatDay } from '#src/format/zone-label.ts'
import type { ShownBoard } from '#src/display-app/engine/display-state.ts'
import { nameCqmin } from '#src/board/typography/screen-size.ts'
import { DisplayHead } from './display-head.tsx'

const layouts = {
  cards: 'large cards',
  rows: 'one line a room',
  plan: 'floor plan',
  totals: 'totals by floor',
}

/** The moment after pairing: what became of it, and a line to read from where people will stand. */
export function WelcomeScreen({
  shown,
  until,
  now,
}: {
  shown: ShownBoard
  until: number
  now: number
}) {
  const { display, board, zone, topology } = shown
  const rooms = topology.rooms.length
  const wait = Math.max(1, Math.floor((until - now) / second))
  return (
    <main className="display-frame pairing">
      <DisplayHead now={now} zone={zone} />
      <section className="pairing-main">
        <div>
          <p className="paired">Paired</p>
          <h1 className="called">{display.name}</h1>
          <dl>
            <dt>Board</dt>
            <dd>
              {board.name}, {layouts[board.layout]}, {rooms} {rooms === 1 ? 'room' : 'rooms'}
            </dd>
            {display.pairedBy !== undefined && (
              <>
                <dt>Paired by</dt>
                <dd>{display.pairedBy}</dd>
              </>
            )}
            <dt>Until</dt>
            <dd>{formatDay(display.until, zone)}, or revoked sooner</dd>
          </dl>
        </div>
      </section>
      <footer className="foot">
        <p className="sample" style={{ fontSize: `${nameCqmin(board.screen)}cqmin` }}>
          <span>Room names are this large. Read this line from where people will stand.</span>
          <span className="muted">Set for {board.screen.distanceMetres} m</span>
        </p>
        <p className="foot-line">
          <span>The board starts in {wait} s</span>
        </p>
      </footer>
    </main>
  )
}
