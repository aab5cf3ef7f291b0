import type { HistoryStatus } from '#src/contract/history-status.ts'
import type { SensorInsight } from '#src/contract/sensor-insights.ts'

/** A history that has collected all days. */
export const currentHistoryStatus: HistoryStatus = {
  state: 'current',
  reason: null,
  daysCollected: 60,
  daysDue: 60,
  undeliveredMinutes: 0,
  from: 0,
  to: 0,
  resolution: 'minute',
}

/** A response to a request for the status. A later version of the gateway can send other values than this version. */
export type HistoryStatusResponse = { [Key in keyof HistoryStatus]: unknown }

type Respond = (query: URLSearchParams) => Response | Promise<Response>

/** What the last days show about the sensors of rooms. */
export const respondWithSensors = (sensors: readonly SensorInsight[]) => () =>
  Response.json({ from: 0, to: Date.now(), withheldRooms: 0, sensors })

/**
 * Returns a wrapper of a page's `fetch` that responds to requests for the history (`pageFetch` of `renderApp`); other
 * requests reach the gateway.
 *
 * @param status how the status differs from `currentHistoryStatus`
 * @param respond responses by the last part of the path, such as `room`
 */
export function withHistoryResponses(
  status: Partial<HistoryStatusResponse>,
  respond: Partial<Record<'room' | 'usual' | 'sensors', Respond>>,
) {
  const all: Record<string, Respond | undefined> = {
    '/api/history/status': () => Response.json({ ...currentHistoryStatus, ...status }),
    '/api/history/room': respond.room,
    '/api/history/usual': respond.usual,
    '/api/insights/sensors': respond.sensors,
  }
  return (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, window.location.href)
      return all[url.pathname]?.(url.searchParams) ?? fetch(input, init)
    }
}
