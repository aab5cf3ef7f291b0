import * as v from 'valibot'
import { request } from '#src/lib/api/request.ts'
import { useEffect, useState } from 'react'
import { serverClock } from '#src/lib/server-clock.ts'
import { formatDuration } from '#src/format/durations.ts'
import { describePollError } from '#src/display-app/engine/display-api.ts'
import { checkBrowser } from './minimum-browsers.ts'
import { useWakeLock, type WakeLockStatus } from './use-wake-lock.ts'
import {
  legibleFontSize,
  screenSidesCm,
  type ScreenSize,
} from '#src/board/typography/board-typography.ts'

const sampleCount = 9

/** Response time of the gateway: median and maximum of several requests, milliseconds. */
type Latency = { medianMs: number; maxMs: number; requests: number }

/**
 * Measures the round-trip time to the gateway with sequential requests.
 *
 * @param now milliseconds of a monotonic clock
 * @throws the errors of `request`
 */
async function measureLatency(now: () => number, signal: AbortSignal): Promise<Latency> {
  const durations: number[] = []
  for (let index = 0; index < sampleCount; index += 1) {
    const startedAt = now()
    // Sequential, since parallel requests would slow each other down.
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

/** Checks of this device, one per row, each with a verdict. */
function CheckList() {
  const wakeLock = useWakeLock(true)
  const [latency, setLatency] = useState<Latency | string | null>(null)
  const browser = checkBrowser(navigator.userAgent)

  useEffect(() => {
    const abort = new AbortController()
    measureLatency(() => performance.now(), abort.signal)
      .then(setLatency)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setLatency(describePollError(error))
      })
    return () => abort.abort()
  }, [])

  return (
    <dl className="check-list">
      <CheckRow title="Browser" ok={browser.ok} words={browser.message} />
      <CheckRow
        title="Kept awake"
        ok={wakeLock.state === 'held'}
        words={describeWakeLock(wakeLock)}
      />
      <CheckRow title="Network" ok={isLatencyOk(latency)} words={describeLatency(latency)} />
      <CheckRow
        title="Clock"
        ok={latency === null ? null : isClockOk()}
        words={describeClock(latency)}
      />
      <CheckRow
        title="Screen"
        ok
        words={`${screen.width} × ${screen.height} at pixel ratio ${devicePixelRatio}, page ${innerWidth} × ${innerHeight}`}
      />
    </dl>
  )
}

function CheckRow({ title, ok, words }: { title: string; ok: boolean | null; words: string }) {
  return (
    <div className="check-line">
      <dt>{title}</dt>
      <dd>
        <b>{ok === null ? 'Wait' : ok ? 'Good' : 'Look at this'}</b>
        <span>{words}</span>
      </dd>
    </div>
  )
}

function describeWakeLock(awake: WakeLockStatus): string {
  switch (awake.state) {
    case 'held':
      return 'The screen does not go to sleep while a board is lit'
    case 'off':
      return 'Being tried'
    case 'refused':
      return `Refused (${awake.reason}): switch off the screen saver of the device`
  }
}

const slowRequestMs = 500

function isLatencyOk(trips: Latency | string | null): boolean | null {
  return trips === null ? null : typeof trips !== 'string' && trips.medianMs < slowRequestMs
}

function describeLatency(trips: Latency | string | null): string {
  if (trips === null) return 'Being measured'
  if (typeof trips === 'string') return trips
  const { medianMs, maxMs, requests } = trips
  return `Median ${Math.round(medianMs)} ms, longest ${Math.round(maxMs)} ms of ${requests} requests`
}

const deviceSkewMs = () => {
  const measured = serverClock.skewMs()
  return measured === null ? null : Date.now() - serverClock.now()
}
const maxSkewMs = 60_000

/** Headroom shows correct ages even with a wrong clock, but certificate checks fail. */
function isClockOk(): boolean {
  const skew = deviceSkewMs()
  return skew !== null && Math.abs(skew) < maxSkewMs
}

function describeClock(trips: Latency | string | null): string {
  const skew = deviceSkewMs()
  if (trips === null) return 'Being measured'
  if (skew === null) return 'Not measured: the server did not answer'
  if (Math.abs(skew) < 2_000) return 'The device’s clock agrees with the server’s'
  const words = `${formatDuration(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the server`
  return `${words}. Ages are right all the same`
}

const bankCardCm = { width: 8.56, height: 5.398 }
const rulerCm = 20
const distancesMetres = [2, 3, 5, 8]

/**
 * Installation check: browser support, overscan, physical scale and font sizes. It works before the display is paired.
 */
export function CheckPage() {
  const [diagonalInches, setDiagonal] = useState(55)
  return (
    <div className="display check">
      <OverscanFrames />
      <main className="check-page">
        <h1>Check this display</h1>
        <CheckList />
        <label className="check-size">
          Inches across the diagonal
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
          All four sides of the outer frame must be seen, or the set cuts off the edge of the
          picture; what is outside of the dashed one a board leaves free.{' '}
          <a href="/display">Open the display</a>
        </p>
      </main>
    </div>
  )
}

/** Two frames: the edge of the picture, and the margin that a board leaves free. */
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
  const cqmin = (cm: number) => `${(cm / shorterCm) * 100}cqmin`
  return (
    <>
      <section className="check-sizes">
        <div>
          <div
            className="check-card"
            style={{ width: cqmin(bankCardCm.width), height: cqmin(bankCardCm.height) }}
          >
            A bank card
          </div>
        </div>
        <div>
          <div className="check-rule" style={{ width: cqmin(rulerCm) }} />
          <p>
            This line is {rulerCm} cm long, and the card as large as a real one. If not, the size
            above is wrong.
          </p>
        </div>
      </section>
      <ul className="check-letters">
        {distancesMetres.map((metres) => (
          <li key={metres} style={{ fontSize: `${legibleFontSize(screenAt(metres))}cqmin` }}>
            Names for {metres} m
          </li>
        ))}
      </ul>
    </>
  )
}
