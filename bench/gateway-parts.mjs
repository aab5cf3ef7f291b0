import { kilobytes, ratio, withoutLimit } from './formatting.mjs'
import { measureGatewayLoad } from './gateway-load.mjs'
import { measureHistory } from './history.mjs'
import { measureInsights } from './insights.mjs'
import { measureSimulator } from './simulator.mjs'

/** @typedef {import('./parts.mjs').Row} Row */

/**
 * The parts of the benchmark that measure servers, without a page.
 *
 * @type {Record<string, (rows: Row[]) => Promise<void>>}
 */
export const gatewayParts = {
  simulator: async (rows) => {
    const { currentMs, monthMs } = await measureSimulator()
    rows.push(
      {
        what: 'simulator: 2 minutes of 5,000 rooms with 2 sensors',
        measured: `${Math.round(currentMs)} ms, median of 5`,
        limit: 'goal 500 ms',
        met: null,
      },
      {
        what: 'simulator: 30 days of one room in one-hour windows',
        measured: `${Math.round(monthMs)} ms, median of 5`,
        limit: 'goal 300 ms',
        met: null,
      },
    )
  },
  history: async (rows) => {
    const { firstMs, roomMs, calibrationMs, idleMs, busyMs } = await measureHistory()
    rows.push(
      {
        what: 'history of 50 rooms × 60 days: all figures of one room',
        measured: `${Math.round(roomMs)} ms, median of 5`,
        limit: '100 ms or less',
        met: roomMs <= 100,
      },
      {
        what: 'live polls during history queries: 95th percentile vs. idle',
        measured: `${ratio(busyMs, idleMs)} (${busyMs.toFixed(1)} and ${idleMs.toFixed(1)} ms)`,
        limit: '1.5 × or less',
        met: busyMs <= 1.5 * idleMs,
      },
      withoutLimit('the same, first query of a new process', `${Math.round(firstMs)} ms`),
      withoutLimit(
        'this machine: calibration, 20 million steps',
        `${Math.round(calibrationMs)} ms, minimum of 5`,
      ),
    )
  },
  insights: async (rows) => {
    rows.push(...(await measureInsights()))
  },
  'gateway-load': async (rows) => {
    const load = await measureGatewayLoad()
    rows.push(
      {
        what: 'gateway: longest event-loop delay, 200 gzip requests for a script',
        measured: `${load.assetsMs.toFixed(1)} ms (${load.idleMs.toFixed(1)} idle)`,
        limit: '50 ms or less',
        met: load.assetsMs <= 50,
      },
      {
        what: 'gateway: longest event-loop delay, one report of 30 MB',
        measured: `${load.reportMs.toFixed(1)} ms (${kilobytes(load.report)} sent)`,
        limit: '50 ms or less',
        met: load.reportMs <= 50,
      },
      {
        what: `gateway: longest event-loop delay, topology of ${(load.topology / 1e6).toFixed(1)} MB, a board`,
        measured: `${load.topologyMs.toFixed(1)} ms`,
        limit: '50 ms or less',
        met: load.topologyMs <= 50,
      },
      withoutLimit(
        'this machine: calibration, 20 million steps',
        `${Math.round(load.calibrationMs)} ms, minimum of 5`,
      ),
    )
  },
}
