import * as v from 'valibot'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import type { Simulator } from './create-simulator.ts'

/** Creates a test client that sends HTTP requests to a simulator and signs in when it needs a token. */
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
    /** Posts with an access token. The first call signs in to obtain it. */
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
    async report(body: unknown): Promise<unknown> {
      return (await this.post('/api/v3/reporting', body)).json()
    },
  }
}

const Login = v.object({ access_token: v.string() })

/** The example request for current occupancy, byte for byte as documented (docs/butlr-api.md). */
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
/** A reporting response grouped by two keys, with the nine metrics as leaves. */
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

/** A Tuesday at 10:00 in Berlin, in Unix milliseconds. */
export const tuesdayMorning = Date.parse('2026-11-24T09:00:00Z')
