import { minute } from '#src/domain/time/duration.ts'
import { pairingMs, type PairingOffer } from '#src/contract/display.ts'
import { DisplayHead } from './display-head.tsx'
import { qrPath, quietModules } from './qr-path.ts'

/**
 * How to pair this display: a code to type or to scan. Read by one person with a telephone from up to three metres.
 *
 * @param offer null while no code can be had
 * @param now Unix milliseconds by the server's clock
 * @param trouble why, in a sentence
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
      <DisplayHead now={now} zone={null} />
      {offer && offer.expiresAt > now ? (
        <Offer offer={offer} left={offer.expiresAt - now} />
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

function Offer({ offer, left }: { offer: PairingOffer; left: number }) {
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
          <i style={{ width: `${Math.min(1, left / pairingMs) * 100}%` }} />
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
  const side = size + 2 * quietModules
  return (
    <svg
      className="qr"
      viewBox={`${-quietModules} ${-quietModules} ${side} ${side}`}
      role="img"
      aria-label="QR code of the address at which this display is paired"
      shapeRendering="crispEdges"
    >
      <rect x={-quietModules} y={-quietModules} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
