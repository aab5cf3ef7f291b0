import type { Identity } from './labels.ts'

/** The events of one thing that is measured. Instants are Unix seconds; `to` is never included. */
export type Series = Identity & {
  /** Every event in order of time. */
  eachEvent: (from: number, to: number, visit: (instant: number, value: number) => void) => void
  /** The same events, those of the same value that follow one another at once. */
  eachRun: (from: number, to: number, visit: (value: number, count: number) => void) => void
}

/** A series that is cheap enough to visit event by event. */
export function sparseSeries(identity: Identity, eachEvent: Series['eachEvent']): Series {
  return {
    ...identity,
    eachEvent,
    eachRun: (from, to, visit) => {
      eachEvent(from, to, (_instant, value) => {
        visit(value, 1)
      })
    },
  }
}
