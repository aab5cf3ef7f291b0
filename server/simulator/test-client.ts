import * as v from 'valibot'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import type { Simulator } from './create-simulator.ts'

/** Talks to a simulator as a client of the API would: over requests, with a token it signed in for. */
export function createTestClient(simulator: Simulator) {
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    simulator.fetch(
      new Request(`http://simulator.test${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      }),
    )
  const signIn = async (): Promise<string> => {
    const { username, password } = demoCredentials
    const response = await send('/api/v2/login', JSON.stringify({ username, password }))
    return v.parse(Login, await response.json()).access_token
  }
  let token: Promise<string> | null = null
  return {
    send,
    /** Posts with a token that was got once. */
    async post(
      path: string,
      body: unknown,
      init: { signal?: AbortSignal } = {},
    ): Promise<Response> {
      token ??= signIn()
      return simulator.fetch(
        new Request(`http://simulator.test${path}`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${await token}` },
          body: typeof body === 'string' ? body : JSON.stringify(body),
          ...init,
        }),
      )
    },
    /** What the reporting API answers, as JSON. */
    async report(body: unknown): Promise<unknown> {
      return (await this.post('/api/v3/reporting', body)).json()
    },
  }
}

const Login = v.object({ access_token: v.string() })

/** The tutorial's request (section 2.1), byte for byte. */
export const tutorialRequest = `{
    "group_by": {
        "order": ["room_id", "mac_address"]
    },
    "window": {
        "every": "1s",
        "function": "max"
    },
    "filter": {
        "start": "-2m",
        "measurements": ["presence"],
        "value": {
            "gte": 0
        }
    }
}`

const Metric = v.number()
/** A reporting answer grouped by two keys, with the nine metrics at its leaves. */
export const Grouped = v.object({
  data: v.record(
    v.string(),
    v.record(
      v.string(),
      v.strictObject({
        sum: Metric,
        min: Metric,
        max: Metric,
        count: Metric,
        mean: Metric,
        median: Metric,
        stddev: Metric,
        first: Metric,
        last: Metric,
      }),
    ),
  ),
})

/** A Tuesday at ten in Berlin, in milliseconds. */
export const tuesdayMorning = Date.parse('2026-11-24T09:00:00Z')
