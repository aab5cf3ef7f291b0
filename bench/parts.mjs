import { measureCards } from './cards.mjs'
import { measureDisplays } from './display-polls.mjs'
import { measureDisplayTasks } from './display-tasks.mjs'
import { displayScriptBytes, firstRoute } from './first-route.mjs'
import { measureFirstScreen } from './first-screen.mjs'
import { kilobytes, list, ratio, withoutLimit } from './formatting.mjs'
import { gatewayParts } from './gateway-parts.mjs'
import { measureInsightsPage } from './insights-page.mjs'
import { measureLarge } from './large-building.mjs'
import { measurePlanLayouts } from './plan-layout.mjs'
import { measurePlan } from './plan-updates.mjs'
import { measureRequests } from './requests.mjs'

/** @typedef {{ what: string, measured: string, limit: string, met: boolean | null }} Row `met` is null if the row has no limit */

/**
 * The parts of the benchmark, in the order in which they run. Each appends its rows.
 *
 * @type {Record<string, (rows: Row[]) => void | Promise<void>>}
 */
export const parts = {
  sizes: (rows) => {
    const route = firstRoute()
    rows.push(
      {
        what: 'first route, script, gzip -9',
        measured: `${kilobytes(route.scriptBytes)} in ${route.files.length} files`,
        limit: '105.0 KB or less',
        met: route.scriptBytes <= 105_000,
      },
      {
        what: 'first route, chart library',
        measured: route.holdsCharts ? 'included' : 'not included',
        limit: 'not included',
        met: !route.holdsCharts,
      },
      {
        what: 'first route, styles, gzip -9',
        measured: kilobytes(route.styleBytes),
        limit: '12.0 KB or less',
        met: route.styleBytes <= 12_000,
      },
      {
        what: 'displays, script, gzip -9',
        measured: kilobytes(displayScriptBytes()),
        limit: '95.0 KB or less',
        met: displayScriptBytes() <= 95_000,
      },
      ...route.lazy.map(({ file, bytes }) =>
        withoutLimit(
          `lazy: ${file.replace(/^assets\/(.*)-[\w-]{8}\.js$/, '$1')}`,
          kilobytes(bytes),
        ),
      ),
    )
  },
  'first-screen': async (rows) => {
    const first = await measureFirstScreen()
    rows.push(
      {
        what: 'first screen on 1.6 Mbit/s, 4 × CPU: largest contentful paint vs. a bare page',
        measured: `${first.ratio.toFixed(2)} × (${Math.round(first.app.paintMs)} and ${Math.round(first.bare.paintMs)} ms)`,
        limit: 'goal 1.25 ×',
        met: null,
      },
      {
        what: '  blocking time after the first paint',
        measured: `${Math.round(first.app.blockingMs)} ms`,
        limit: '200 ms or less',
        met: first.app.blockingMs <= 200,
      },
    )
  },
  cards: async (rows) => {
    const { rooms, live, still, moved, nodes, response } = await measureCards()
    rows.push(
      {
        what: `${rooms} rooms: card renders over ${live.polls} polls`,
        measured: `${live.renders} renders, ${live.changed} changed cards, ${live.wrong} wrong`,
        limit: 'only changed cards',
        met: live.wrong === 0 && live.changed > 0,
      },
      {
        what: `${rooms} rooms: card renders over ${still.polls} polls and ticks without changes`,
        measured: `${still.renders} renders`,
        limit: '0',
        met: still.renders === 0 && still.changed === 0,
      },
      {
        what: `${rooms} rooms: DOM mutations in cards over the same polls`,
        measured: `${still.mutations} (${live.mutations} with changes)`,
        limit: '0',
        met: still.mutations === 0 && live.mutations > 0,
      },
      {
        what: `${rooms} rooms: layout shifts over ${live.polls} polls`,
        measured: String(live.shifts),
        limit: '0',
        met: live.shifts === 0,
      },
      withoutLimit(
        `${rooms} rooms: tasks over 50 ms over ${live.polls} polls`,
        String(live.longTasks),
      ),
      withoutLimit(
        `${rooms} rooms: other requests over ${live.polls} polls`,
        String(live.otherRequests),
      ),
      { what: `${rooms} rooms: DOM nodes`, measured: String(nodes), limit: '', met: null },
      withoutLimit(
        `${rooms} rooms: poll response of the gateway, ${response.encoding}`,
        kilobytes(response.bytes),
      ),
    )
    for (const element of new Set(moved)) {
      rows.push({ what: '  moved', measured: element, limit: '', met: null })
    }
  },
  'display-tasks': async (rows) => {
    const slow = await measureDisplayTasks()
    for (const { layout, pollMs, turnMs, heapBytes } of slow.layouts) {
      rows.push({
        what: `display of ${slow.rooms} rooms, ${layout}, ${slow.slowdown} × CPU: longest task of a poll, of a page turn; heap`,
        measured: `${Math.round(pollMs)} ms, ${turnMs === null ? '–' : Math.round(turnMs)} ms; ${kilobytes(heapBytes)}`,
        limit: '50 ms, 100 ms; 30,000 KB',
        met: pollMs <= 50 && (turnMs ?? 0) <= 100 && heapBytes <= 30_000_000,
      })
    }
  },
  'large-building': async (rows) => {
    const { small, large } = await measureLarge()
    rows.push(
      {
        what: '5,000 rooms at 1920 × 1080: DOM nodes of cards and table',
        measured: `${large.cards}, ${large.table}`,
        limit: '2,000 or fewer',
        met: large.cards <= 2_000 && large.table <= 2_000,
      },
      {
        what: '5,000 rooms vs. 500: mounting the overview',
        measured: `${ratio(large.mountMs, small.mountMs)} (${Math.round(large.mountMs)} ms)`,
        limit: '1.5 × or less',
        met: large.mountMs <= 1.5 * small.mountMs,
      },
      {
        what: '5,000 rooms vs. 500: one poll',
        measured: `${ratio(large.pollMs, small.pollMs)} (${Math.round(large.pollMs)} ms)`,
        limit: '6 × or less',
        met: large.pollMs <= 6 * small.pollMs,
      },
      {
        what: '5,000 rooms: longest task of a poll',
        measured: `${Math.round(large.longestTaskMs)} ms, median of 6`,
        limit: '50 ms or less',
        met: large.longestTaskMs <= 50,
      },
      {
        what: '5,000 rooms: longest task of a sensors response',
        measured: `${Math.round(large.sensorsTaskMs)} ms`,
        limit: '50 ms or less',
        met: large.sensorsTaskMs <= 50,
      },
    )
  },
  'insights-page': async (rows) => {
    const { rooms, steps } = await measureInsightsPage()
    for (const { step, nodes, longestTaskMs } of steps) {
      rows.push({
        what: `Insights page of ${rooms} rooms, ${step}: DOM nodes; longest task`,
        measured: `${nodes}; ${Math.round(longestTaskMs)} ms`,
        limit: '2,000 or fewer; 100 ms or less',
        met: nodes <= 2_000 && longestTaskMs <= 100,
      })
    }
  },
  'plan-updates': async (rows) => {
    const plan = await measurePlan()
    rows.push({
      what: `floor plan of ${plan.rooms} rooms: rooms repainted over ${plan.polls} polls`,
      measured: `${plan.repainted} of ${plan.changed} changed, ${plan.wrong} wrong, ${plan.missed} missed`,
      limit: 'only rooms with a new occupancy',
      met: plan.wrong === 0 && plan.missed === 0 && plan.repainted > 0,
    })
  },
  'display-polls': async (rows) => {
    for (const share of await measureDisplays()) {
      rows.push({
        what: `display of ${share.rooms} rooms: 304 responses to polls`,
        measured: `${share.notModified} of ${share.polls}, ${share.unchanged} unchanged, else ${share.bytes} B`,
        limit: 'every unchanged poll',
        met: share.wrong === 0 && share.notModified > 0,
      })
    }
  },
  requests: async (rows) => {
    for (const { scenario, butlr, gateway, due, early, met } of await measureRequests()) {
      rows.push({
        what: `20 s after sign-in, Butlr ${scenario}: requests to Butlr`,
        measured: list(butlr) + (early > 0 ? `, ${early} before Retry-After` : ''),
        limit: `1.2 × ${list(due)}`,
        met,
      })
      rows.push({ what: '  requests of the page', measured: list(gateway), limit: '', met: null })
    }
  },
  'plan-layout': async (rows) => {
    rows.push(...(await measurePlanLayouts()))
  },
  ...gatewayParts,
}
