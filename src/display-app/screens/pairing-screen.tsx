import './pairing-screen.css'
import type { CSSProperties } from 'react'
import { clsx } from 'clsx'
import { encode } from 'uqr'
import * as text from '#messages/display-app.tsx'
import { formatDistance } from '#messages/distances.ts'
import { formatDuration } from '#src/format/durations.ts'
import { second, minute } from '#src/domain/time/duration.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { toZoneClock } from '#src/domain/time/zone-clock.ts'
import { formatTime, formatDate } from '#src/format/dates.ts'
import { Logo } from '#src/components/ui/logo.tsx'
import { useFrameShape } from '#src/board/board-frame.tsx'
import { toUnits } from '#src/board/typography/screen.ts'
import { HeartbeatDial } from '#src/board/heartbeat-dial.tsx'
import { pairingCodeLifetimeMs, type PairingOffer } from '#src/contract/pairing.ts'
import type { ShownBoard } from '#src/display-app/engine/display-state.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { legibleFontSize } from '#src/board/typography/screen.ts'

/** Width of the white border in modules, which cameras need to detect the code (ISO/IEC 18004). */
const quietZone = 4

/** Returns the dark modules of a QR code as an SVG path, one unit per module, and the number of modules per side. */
export function qrPath(content: string): { path: string; size: number } {
  const { data, size } = encode(content, { ecc: 'M', border: 0 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return { path, size }
}

/**
 * The header of all screens except the board: the heartbeat dial, and the time once a time zone is known.
 *
 * @param now Unix milliseconds by the server's clock
 * @param zone time zone of the building; null before pairing
 */
export function DisplayHeader({ now, zone }: { now: number; zone: TimeZone | null }) {
  const clock = zone && toZoneClock(now, zone)
  return (
    <header className="pairing-head">
      <p className="product">
        <Logo className="product-mark" />
        {text.headroom}
      </p>
      <p className="pairing-time">
        <HeartbeatDial seconds={Math.floor(now / second)} />
        {clock && <span className="clock">{formatTime(clock.at, clock.zone)}</span>}
      </p>
    </header>
  )
}

/**
 * Pairing instructions, with a code to type or scan. A person with a phone reads them from up to three metres away.
 *
 * @param offer null while no code is available
 * @param now Unix milliseconds by the server's clock
 * @param trouble a sentence that explains why no code is available
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
            <h1>{text.pairHeading}</h1>
            <p className="pairing-wait" role="status">
              {trouble ?? text.gettingCode}
            </p>
            {trouble !== null && <p className="muted">{text.retryNotice}</p>}
          </div>
        </section>
      )}
    </main>
  )
}

/** Total width of the gaps between characters and groups of a code in em, as in pairing-screen.css. */
const codeGapsEm = 0.4
/** The code is slightly bolder, and therefore wider, than the text that `measureText` measures. */
const codeBoldness = 1.03

/** Sum of the frame's left and right margins in percent of the frame's shorter side, as in pairing-screen.css. */
const frameMargins = 8
/** Gap between the pairing code and the QR code, in percent of the frame's shorter side. */
const qrGap = 6
/** At or below this aspect ratio, the QR code goes below the pairing code. */
const minAspectBeside = 0.8

/**
 * Places the QR code beside or below the pairing code, and shrinks the pairing code until it fits. Lengths are in percent of the
 * frame's shorter side.
 */
function placeCode(code: string, { width, height }: { width: number; height: number }) {
  const ems = measureText(code, codeBoldness) + codeGapsEm
  const isBelow = width / height <= minAspectBeside
  const qr = Math.min(54, 0.3 * width)
  const codeWidth = width - frameMargins - (isBelow ? 0 : qrGap + qr)
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--code': toUnits(Math.min(22, codeWidth / ems)),
    '--qr': toUnits(qr),
  }
  return { isBelow, style }
}

function PairingCode({ offer, left }: { offer: PairingOffer; left: number }) {
  const { host, origin } = window.location
  const { isBelow, style } = placeCode(offer.code, useFrameShape())
  const address = `${host}/displays`
  // The estimated server time can lag slightly, but the screen must not show 11 minutes.
  const minutes = Math.ceil(Math.min(left, pairingCodeLifetimeMs) / minute)
  return (
    <>
      <section className={clsx('pairing-main', isBelow && 'pairing-narrow')} style={style}>
        <div>
          <h1>{text.pairHeading}</h1>
          <p className="code" aria-label={offer.code.split('').join(' ')}>
            <span>{offer.code.slice(0, 3)}</span>
            <span>{offer.code.slice(3)}</span>
          </p>
          <ol>
            <li>
              <span>{text.openStep(<b>{address}</b>)}</span>
            </li>
            <li>
              <span>{text.codeStep}</span>
            </li>
            <li>
              <span>{text.boardStep}</span>
            </li>
          </ol>
          {offer.unknownDisplay === true && (
            <p className="pairing-note muted">{text.unknownDisplayNotice}</p>
          )}
        </div>
        <QrCode content={`${origin}/displays?code=${offer.code}`} />
      </section>
      <footer className="foot">
        <div className="progress">
          <i style={{ width: `${Math.min(1, left / pairingCodeLifetimeMs) * 100}%` }} />
        </div>
        <p className="foot-line">
          <span>{text.codeExpiry(minutes)}</span>
          <span>{text.nextCode}</span>
        </p>
      </footer>
    </>
  )
}

function QrCode({ content }: { content: string }) {
  const { path, size } = qrPath(content)
  const side = size + 2 * quietZone
  return (
    <svg
      className="qr"
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      role="img"
      aria-label={text.qrCode}
      shapeRendering="crispEdges"
    >
      <rect x={-quietZone} y={-quietZone} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/**
 * The screen after pairing: the name of the display, its board, and a line of text to check from the viewing distance.
 */
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
  const msLeft = Math.max(second, until - now)
  const pairedUntil = toZoneClock(display.until, zone)
  return (
    <main className="display-frame pairing">
      <DisplayHeader now={now} zone={zone} />
      <section className="pairing-main">
        <div>
          <p className="paired">{text.paired}</p>
          <h1 className="called">{display.name}</h1>
          <dl>
            <dt>{text.boardTerm}</dt>
            <dd>{text.boardSummary(board.name, board.layout, topology.rooms.length)}</dd>
            {display.pairedBy !== undefined && (
              <>
                <dt>{text.pairedByTerm}</dt>
                <dd>{display.pairedBy}</dd>
              </>
            )}
            <dt>{text.pairedUntilTerm}</dt>
            <dd>{text.pairedUntil(formatDate(pairedUntil.at, pairedUntil.zone))}</dd>
          </dl>
        </div>
      </section>
      <footer className="foot">
        <p className="sample" style={{ fontSize: toUnits(legibleFontSize(board.screen)) }}>
          <span>{text.sizeSample}</span>
          <span className="muted">
            {text.sampleDistance(formatDistance(board.screen.distanceMetres, board.units))}
          </span>
        </p>
        <p className="foot-line">
          <span>{text.boardAppears(formatDuration(msLeft))}</span>
        </p>
      </footer>
    </main>
  )
}
