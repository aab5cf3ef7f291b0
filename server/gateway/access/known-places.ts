import * as v from 'valibot'
import { PlacesAnswer } from '#src/contract/topology.ts'
import { ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'
import { isIncomplete, scopeOf, unitedScope, type Scope } from './scope.ts'

/** The topology of one account: its latest answer, and its last complete one where the latest lacks something. */
export type KnownPlaces = {
  /** The ids of both answers. */
  scope: Scope
  answers: readonly { places: PlacesAnswer; all: Scope }[]
}

/** How long what an account saw counts while Butlr does not answer, or not completely, in milliseconds. */
export const knownForMs = 60 * 60_000

/** Whether an answer still counts. After a clock was set back, the age of one from the future is unknown. */
export function isRecent(asOf: number, now: number): boolean {
  return now >= asOf && now - asOf < knownForMs
}

const Places = v.pipe(v.string(), v.parseJson(), PlacesAnswer)

/**
 * Returns a function that reads an account's topology from the gateway's JSON, and again only when the JSON changed. Throws
 * `ButlrFailure` for JSON that is no such answer.
 *
 * @param now epoch milliseconds
 */
export function createPlacesReader(now: () => number): (json: string) => KnownPlaces {
  let last: { json: string; answer: KnownPlaces['answers'][number] } | null = null
  let complete: KnownPlaces['answers'][number] | null = null
  return (json) => {
    if (last?.json !== json) {
      const parsed = v.safeParse(Places, json)
      if (!parsed.success) throw new ButlrFailure('unreadable')
      last = { json, answer: { places: parsed.output, all: scopeOf(parsed.output) } }
    }
    const { answer } = last
    if (!isIncomplete(answer.all)) complete = answer
    if (complete === answer || complete === null || !isRecent(complete.all.asOf, now())) {
      return { scope: answer.all, answers: [answer] }
    }
    return { scope: unitedScope(answer.all, complete.all), answers: [answer, complete] }
  }
}
