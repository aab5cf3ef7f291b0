import { fraction, mix } from '#server/simulator/random.ts'

/**
 * When a sensor reports. Somebody there: about once a second with gaps, a rhythm that repeats so that events can be
 * counted without walking through them. Nobody there: a 0 every ten seconds.
 */
export type Beat = {
  /** Whether there is an event at a second, given the number of people then. */
  at: (instant: number, people: number) => boolean
  /** How many events lie from `from` to before `to` while the number of people stays the same. */
  count: (from: number, to: number, people: number) => number
}

const idlePeriod = 10
const busyPeriod = 512
const rhythms = Array.from({ length: 16 }, (_, index) => makeRhythm(index))

/** Shares of the seconds with an event: the tutorial's sensors had between 27 and 93 events in 120 seconds. */
function makeRhythm(index: number): { beats: Uint8Array; before: Uint16Array } {
  const density = 0.3 + (0.48 * index) / 15
  const beats = new Uint8Array(busyPeriod)
  const before = new Uint16Array(busyPeriod + 1)
  for (let second = 0; second < busyPeriod; second += 1) {
    const beat = fraction(mix(index + 1, second)) < density ? 1 : 0
    beats[second] = beat
    before[second + 1] = (before[second] ?? 0) + beat
  }
  return { beats, before }
}

/** The beat of a sensor: its own rhythm, and its own second of ten. */
export function beatOf(hash: number): Beat {
  const { beats, before } = rhythms[hash % rhythms.length] ?? makeRhythm(0)
  const shift = (hash >>> 8) % busyPeriod
  const idleShift = (hash >>> 20) % idlePeriod
  const total = before[busyPeriod] ?? 0
  const busyBefore = (instant: number) => {
    const position = instant + shift
    return Math.floor(position / busyPeriod) * total + (before[position % busyPeriod] ?? 0)
  }
  const idleBefore = (instant: number) => Math.ceil((instant - idleShift) / idlePeriod)
  return {
    at: (instant, people) =>
      people > 0 ? beats[(instant + shift) % busyPeriod] === 1 : instant % idlePeriod === idleShift,
    count(from, to, people) {
      const before = people > 0 ? busyBefore : idleBefore
      return to <= from ? 0 : before(to) - before(from)
    },
  }
}
