import './check-page.css'
import * as v from 'valibot'
import * as text from '#messages/display-app.tsx'
import { request } from '#src/lib/api/request.ts'
import { useEffect, useState } from 'react'
import { serverClock } from '#src/lib/server-clock.ts'
import { formatDuration } from '#src/format/durations.ts'
import { describeDisplayError } from '#src/display-app/engine/display-api.ts'
import { BoardFrame } from '#src/board/board-frame.tsx'
import { toUnits } from '#src/board/typography/screen.ts'
import { checkBrowser } from './minimum-browsers.ts'
import { remoteKeyOf } from './remote-keys.ts'
import { useWakeLock, type WakeLockStatus } from './use-wake-lock.ts'
import { legibleFontSize, screenSidesCm, type ScreenSize } from '#src/board/typography/screen.ts'

const sampleCount = 9

/** Response time of the gateway over several requests, in milliseconds. */
type Latency = { medianMs: number; maxMs: number; requests: number }

/**
 * Measures the round-trip time to the gateway.
 *
 * @param now monotonic clock in milliseconds
 * @throws the errors of `request`
 */
async function measureLatency(now: () => number, signal: AbortSignal): Promise<Latency> {
  const durations: number[] = []
  for (let index = 0; index < sampleCount; index += 1) {
    const startedAt = now()
    // Sequential, because parallel requests would slow each other down.
    await request({ method: 'GET', path: '/healthz', schema: v.unknown(), signal })
    durations.push(now() - startedAt)
  }
  const sorted = durations.toSorted((a, b) => a - b)
  return {
    medianMs: sorted[Math.floor(sampleCount / 2)] ?? 0,
    maxMs: sorted.at(-1) ?? 0,
    requests: sampleCount,
  }
}

/** The results of the checks of this device, one per row. */
function CheckList() {
  const wakeLock = useWakeLock(true)
  const [latency, setLatency] = useState<Latency | string | null>(null)
  const browser = checkBrowser(navigator.userAgent)

  useEffect(() => {
    const abort = new AbortController()
    measureLatency(() => performance.now(), abort.signal)
      .then(setLatency)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setLatency(describeDisplayError(error))
      })
    return () => abort.abort()
  }, [])

  return (
    <dl className="check-list">
      <CheckRow title={text.browserTerm} ok={browser.ok} words={browser.message} />
      <CheckRow
        title={text.wakeLockTerm}
        ok={wakeLock.state === 'held'}
        words={describeWakeLock(wakeLock)}
      />
      <CheckRow
        title={text.networkTerm}
        ok={isLatencyOk(latency)}
        words={describeLatency(latency)}
      />
      <CheckRow
        title={text.clockTerm}
        ok={latency === null ? null : isClockOk()}
        words={describeClock(latency)}
      />
      <CheckRow
        title={text.screenTerm}
        ok
        words={text.screenResolution(screen, devicePixelRatio, {
          width: innerWidth,
          height: innerHeight,
        })}
      />
    </dl>
  )
}

function CheckRow({ title, ok, words }: { title: string; ok: boolean | null; words: string }) {
  return (
    <div className="check-line">
      <dt>{title}</dt>
      <dd>
        <b>{ok === null ? text.checking : ok ? text.good : text.checkThis}</b>
        <span>{words}</span>
      </dd>
    </div>
  )
}

function describeWakeLock(awake: WakeLockStatus): string {
  if (awake.state === 'refused') return text.wakeLockRefused(awake.reason)
  return awake.state === 'held' ? text.wakeLockHeld : text.wakeLockPending
}

const slowRequestMs = 500

function isLatencyOk(latency: Latency | string | null): boolean | null {
  return latency === null ? null : typeof latency !== 'string' && latency.medianMs < slowRequestMs
}

function describeLatency(latency: Latency | string | null): string {
  if (latency === null) return text.measuring
  if (typeof latency === 'string') return latency
  const { medianMs, maxMs, requests } = latency
  return text.latency(Math.round(medianMs), Math.round(maxMs), requests)
}

const deviceSkewMs = () => {
  const measured = serverClock.skewMs()
  return measured === null ? null : Date.now() - serverClock.now()
}
const maxSkewMs = 60_000

/**
 * Returns whether the device's clock is accurate enough. With a wrong clock, Headroom still shows correct ages, but the
 * browser may reject valid TLS certificates.
 */
function isClockOk(): boolean {
  const skew = deviceSkewMs()
  return skew !== null && Math.abs(skew) < maxSkewMs
}

function describeClock(latency: Latency | string | null): string {
  const skew = deviceSkewMs()
  if (latency === null) return text.measuring
  if (skew === null) return text.clockUnknown
  if (Math.abs(skew) < 2_000) return text.clockInSync
  const duration = formatDuration(Math.abs(skew))
  return skew > 0 ? text.clockAhead(duration) : text.clockBehind(duration)
}

const bankCardCm = { width: 8.56, height: 5.398 }
const rulerCm = 20
const distancesMetres = [2, 3, 5, 8]

/**
 * The installation check: browser support, overscan, physical scale and font sizes. Works before the display is paired.
 */
export function CheckPage() {
  const [diagonalInches, setDiagonal] = useState(55)
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (remoteKeyOf(event) !== 'back') return
      event.preventDefault()
      window.location.assign('/display')
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  }, [])
  return (
    <BoardFrame className="display check">
      <OverscanFrames />
      <main className="check-page">
        <h1>{text.checkHeading}</h1>
        <CheckList />
        <label className="check-size">
          {text.diagonalField}
          <input
            type="number"
            min={7}
            max={120}
            value={diagonalInches}
            onChange={({ target }) => setDiagonal(Number(target.value))}
          />
        </label>
        {diagonalInches >= 7 && diagonalInches <= 120 && (
          <SizeSamples diagonalInches={diagonalInches} />
        )}
        <p className="muted">
          {text.overscanInstructions} <a href="/display">{text.displayLink}</a>
        </p>
      </main>
    </BoardFrame>
  )
}

/** Frames at the edge of the screen and at the margin of a board. */
function OverscanFrames() {
  return (
    <>
      <div className="overscan overscan-edge" />
      <div className="overscan overscan-margin" />
    </>
  )
}

function SizeSamples({ diagonalInches }: { diagonalInches: number }) {
  const screenAt = (distanceMetres: number): ScreenSize => ({
    diagonalInches,
    aspect: '16:9',
    distanceMetres,
  })
  const [, shorterCm] = screenSidesCm(screenAt(1))
  const fromCm = (cm: number) => toUnits((cm / shorterCm) * 100)
  return (
    <>
      <section className="check-sizes">
        <div>
          <div
            className="check-card"
            style={{ width: fromCm(bankCardCm.width), height: fromCm(bankCardCm.height) }}
          >
            {text.bankCard}
          </div>
        </div>
        <div>
          <div className="check-rule" style={{ width: fromCm(rulerCm) }} />
          <p>{text.sizeInstructions(rulerCm)}</p>
        </div>
      </section>
      <ul className="check-letters">
        {distancesMetres.map((metres) => (
          <li key={metres} style={{ fontSize: toUnits(legibleFontSize(screenAt(metres))) }}>
            {text.namesAt(metres)}
          </li>
        ))}
      </ul>
    </>
  )
}
