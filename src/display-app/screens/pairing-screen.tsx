import { encode } from 'uqr'
import { second, minute } from '#src/domain/time/duration.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime, formatDate } from '#src/format/dates.ts'
import { Logo } from '#src/components/ui/logo.tsx'
import { HeartbeatDial } from '#src/board/heartbeat-dial.tsx'
import { pairingCodeLifetimeMs, type PairingOffer } from '#src/contract/display.ts'
import type { ShownBoard } from '#src/display-app/engine/display-state.ts'
import { legibleFontSize } from '#src/board/typography/board-typography.ts'

/** Width of the white border in modules; cameras do not detect the code without it (ISO/IEC 18004). */
const quietZone = 4

/** Returns the dark modules of a QR code as an SVG path, one unit per module, and the number of modules per side. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return { path, size }
}

/**
 * Header of all screens except the board: the heartbeat dial, and the time once a time zone is known.
 *
 * @param now Unix milliseconds by the server's clock
 * @param zone time zone of the building; null before pairing
 */
export function DisplayHeader({ now, zone }: { now: number; zone: TimeZone | null }) {
  return (
    <header className="pairing-head">
      <p className="product">
        <Logo className="product-mark" />
        Headroom
      </p>
      <p className="pairing-time">
        <HeartbeatDial seconds={Math.floor(now / second)} />
        {zone && <span className="clock">{formatTime(now, zone)}</span>}
      </p>
    </header>
  )
}

/**
 * Pairing instructions, with a code to type or to scan. Read by one person with a phone from up to three metres.
 *
 * @param offer null while no code is available
 * @param now Unix milliseconds by the server's clock
 * @param trouble why no code is available, as a sentence
 */
export function PairingScreen({
  offer,
  now,
  trouble,
}: {
  offer: PairingOffer | null
  now: number
  trouble: string | null
}) {
  return (
    <main className="display-frame pairing">
      <DisplayHeader now={now} zone={null} />
      {offer && offer.expiresAt > now ? (
        <PairingCode offer={offer} left={offer.expiresAt - now} />
      ) : (
        <section className="pairing-main">
          <div>
            <h1>Pair this display</h1>
            <p className="pairing-wait" role="status">
              {trouble ?? 'Asking for a code.'}
            </p>
            {trouble !== null && <p className="muted">It is asked again by itself.</p>}
          </div>
        </section>
      )}
    </main>
  )
}

function PairingCode({ offer, left }: { offer: PairingOffer; left: number }) {
  const { host, origin } = window.location
  const minutes = Math.ceil(left / minute)
  return (
    <>
      <section className="pairing-main">
        <div>
          <h1>Pair this display</h1>
          <p className="code" aria-label={offer.code.split('').join(' ')}>
            <span>{offer.code.slice(0, 3)}</span>
            <span>{offer.code.slice(3)}</span>
          </p>
          <ol>
            <li>
              <span>
                Scan the square, or open <b>{host}/displays</b>
              </span>
            </li>
            <li>
              <span>Sign in and type the code</span>
            </li>
            <li>
              <span>Name this display and pick its board</span>
            </li>
          </ol>
          {offer.unknownDisplay === true && (
            <p className="pairing-note muted">
              This display was paired before, but the server does not recognize it. It returns to
              its board automatically if the server finds its data again.
            </p>
          )}
        </div>
        <QrCode text={`${origin}/displays?code=${offer.code}`} />
      </section>
      <footer className="foot">
        <div className="progress">
          <i style={{ width: `${Math.min(1, left / pairingCodeLifetimeMs) * 100}%` }} />
        </div>
        <p className="foot-line">
          <span>
            This code works once, for {minutes} more {minutes === 1 ? 'minute' : 'minutes'}
          </span>
          <span>Then a new one takes its place</span>
        </p>
      </footer>
    </>
  )
}

function QrCode({ text }: { text: string }) {
  const { path, size } = qrPath(text)
  const side = size + 2 * quietZone
  return (
    <svg
      className="qr"
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      role="img"
      aria-label="QR code of the address at which this display is paired"
      shapeRendering="crispEdges"
    >
      <rect x={-quietZone} y={-quietZone} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

const layoutLabels = {
  cards: 'large cards',
  rows: 'one line a room',
  plan: 'floor plan',
  totals: 'totals by floor',
}

/** Shown after pairing: the result, and a line to read from the viewing distance. */
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
  const secondsLeft = Math.max(1, Math.floor((until - now) / second))
  return (
    <main className="display-frame pairing">
      <DisplayHeader now={now} zone={zone} />
      <section className="pairing-main">
        <div>
          <p className="paired">Paired</p>
          <h1 className="called">{display.name}</h1>
          <dl>
            <dt>Board</dt>
            <dd>
              {board.name}, {layoutLabels[board.layout]}, {rooms} {rooms === 1 ? 'room' : 'rooms'}
            </dd>
            {display.pairedBy !== undefined && (
              <>
                <dt>Paired by</dt>
                <dd>{display.pairedBy}</dd>
              </>
            )}
            <dt>Until</dt>
            <dd>{formatDate(display.until, zone)}, or revoked sooner</dd>
          </dl>
        </div>
      </section>
      <footer className="foot">
        <p className="sample" style={{ fontSize: `${legibleFontSize(board.screen)}cqmin` }}>
          <span>Room names are this large. Read this line from where people will stand.</span>
          <span className="muted">Set for {board.screen.distanceMetres} m</span>
        </p>
        <p className="foot-line">
          <span>The board starts in {secondsLeft} s</span>
        </p>
      </footer>
    </main>
  )
}
