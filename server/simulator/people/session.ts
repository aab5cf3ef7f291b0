export type Range = readonly [low: number, high: number]

/**
 * One reason for people to be in a room: a meeting, a shift, a lunch. Times are Unix seconds.
 * Each person comes and goes at a time of their own around the session's start and end.
 */
export type Session = {
  /** Where this session's chance begins. */
  hash: number
  start: number
  end: number
  people: number
  /** Seconds from `start` between which people arrive; negative is before. */
  arrive: Range
  /** Seconds from `end` between which people leave. */
  leave: Range
  /** Of 128 four-minute spells, in how many a person steps out or moves to another sensor. */
  restless: number
  /** Nobody is there before the first or from the second: the local day that the session belongs to. */
  earliest: number
  latest: number
}
