import * as v from 'valibot'
import { request } from '#src/lib/api/request.ts'
import { useEffect, useState } from 'react'
import { serverClock } from '#src/lib/server-clock.ts'
import { spanInWords } from '#src/domain/time/duration.ts'
import { failureInWords } from '#src/display-app/engine/display-api.ts'
import { browserVerdict } from './minimum-browsers.ts'
import { useAwake, type Awake } from './use-wake-lock.ts'
import { nameCqmin, sidesInCm, type ScreenSize } from '#src/board/typography/board-typography.ts'

const tries = 9

/** How long the gateway takes to answer: the median and the longest of several requests, milliseconds. */
export type RoundTrips = { medianMs: number; longestMs: number; of: number }

/**
 * Measures the way to the gateway and back, one request after the other.
 *
 * @param now milliseconds of a monotonic clock
 * @throws the errors of `request`
 */
export async function measureRoundTrips(
  now: () => number,
  signal: AbortSignal,
): Promise<RoundTrips> {
  const took: number[] = []
  for (let index = 0; index < tries; index += 1) {
    const begun = now()
    // One after the other, since they would slow each other down.
    await request({ method: 'GET', path: '/healthz', schema: v.unknown(), signal })
    took.push(now() - begun)
  }
  const sorted = took.toSorted((a, b) => a - b)
  return {
    medianMs: sorted[Math.floor(tries / 2)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
    of: tries,
  }
}

/** What is found out about this screen's machine, line by line, each with a word of judgement. */
export function CheckList() {
  const awake = useAwake(true)
  const [trips, setTrips] = useState<RoundTrips | string | null>(null)
  const browser = browserVerdict(navigator.userAgent)

  useEffect(() => {
    const abort = new AbortController()
    measureRoundTrips(() => performance.now(), abort.signal)
      .then(setTrips)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setTrips(failureInWords(error))
      })
    return () => abort.abort()
  }, [])

  return (
    <dl className="check-list">
      <Line title="Browser" ok={browser.ok} words={browser.words} />
      <Line title="Kept awake" ok={awake.state === 'held'} words={awakeWords(awake)} />
      <Line title="Network" ok={tripsOk(trips)} words={tripsWords(trips)} />
      <Line title="Clock" ok={trips === null ? null : clockOk()} words={clockWords(trips)} />
      <Line
        title="Screen"
        ok
        words={`${screen.width} × ${screen.height} at pixel ratio ${devicePixelRatio}, page ${innerWidth} × ${innerHeight}`}
      />
    </dl>
  )
}

function Line({ title, ok, words }: { title: string; ok: boolean | null; words: string }) {
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

function awakeWords(awake: Awake): string {
  switch (awake.state) {
    case 'held':
      return 'The screen does not go to sleep while a board is lit'
    case 'off':
      return 'Being tried'
    case 'refused':
      return `Refused (${awake.reason}): switch off the screen saver of the device`
  }
}

const slowMs = 500

function tripsOk(trips: RoundTrips | string | null): boolean | null {
  return trips === null ? null : typeof trips !== 'string' && trips.medianMs < slowMs
}

function tripsWords(trips: RoundTrips | string | null): string {
  if (trips === null) return 'Being measured'
  if (typeof trips === 'string') return trips
  const { medianMs, longestMs, of } = trips
  return `Median ${Math.round(medianMs)} ms, longest ${Math.round(longestMs)} ms of ${of} requests`
}

const skewMs = () => {
  const measured = serverClock.skewMs()
  return measured === null ? null : Date.now() - serverClock.now()
}
const wrongMs = 60_000

/** Headroom shows right ages with a wrong clock too; certificates do not. */
function clockOk(): boolean {
  const skew = skewMs()
  return skew !== null && Math.abs(skew) < wrongMs
}

function clockWords(trips: RoundTrips | string | null): string {
  const skew = skewMs()
  if (trips === null) return 'Being measured'
  if (skew === null) return 'Not measured: the server did not answer'
  if (Math.abs(skew) < 2_000) return 'The device’s clock agrees with the server’s'
  const words = `${spanInWords(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the server`
  return `${words}. Ages are right all the same`
}

const card = { width: 8.56, height: 5.398 }
const lineCm = 20
const distances = [2, 3, 5, 8]

/**
 * For whoever installs a screen: can this browser do it, does the picture reach the edges, is a centimetre a
 * centimetre, and how large are letters. Works before the display is paired.
 */
export function CheckPage() {
  const [diagonalInches, setDiagonal] = useState(55)
  return (
    <div className="display check">
      <Overscan />
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
        {diagonalInches >= 7 && diagonalInches <= 120 && <Sizes diagonalInches={diagonalInches} />}
        <p className="muted">
          All four sides of the outer frame must be seen, or the set cuts off the edge of the
          picture; what is outside of the dashed one a board leaves free.{' '}
          <a href="/display">Open the display</a>
        </p>
      </main>
    </div>
  )
}

/** Two frames: the edge of the picture, and the margin that a board keeps free. */
function Overscan() {
  return (
    <>
      <div className="overscan overscan-edge" />
      <div className="overscan overscan-margin" />
    </>
  )
}

function Sizes({ diagonalInches }: { diagonalInches: number }) {
  const at = (distanceMetres: number): ScreenSize => ({
    diagonalInches,
    aspect: '16:9',
    distanceMetres,
  })
  const [, shorterCm] = sidesInCm(at(1))
  const cqmin = (cm: number) => `${(cm / shorterCm) * 100}cqmin`
  return (
    <>
      <section className="check-sizes">
        <div>
          <div
            className="check-card"
            style={{ width: cqmin(card.width), height: cqmin(card.height) }}
          >
            A bank card
          </div>
        </div>
        <div>
          <div className="check-rule" style={{ width: cqmin(lineCm) }} />
          <p>
            This line is {lineCm} cm long, and the card as large as a real one. If not, the size
            above is wrong.
          </p>
        </div>
      </section>
      <ul className="check-letters">
        {distances.map((metres) => (
          <li key={metres} style={{ fontSize: `${nameCqmin(at(metres))}cqmin` }}>
            Names for {metres} m
          </li>
        ))}
      </ul>
    </>
  )
}
