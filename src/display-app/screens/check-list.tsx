import { useEffect, useState } from 'react'
import { serverClock } from '#src/lib/server-clock.ts'
import { spanInWords } from '#src/domain/time/duration.ts'
import { failureInWords } from '#src/display-app/engine/failure.ts'
import { browserVerdict } from './minimum-browsers.ts'
import { measureRoundTrips, type RoundTrips } from './round-trips.ts'
import { useAwake } from './use-awake.ts'
import type { Awake } from './wake-lock.ts'

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
