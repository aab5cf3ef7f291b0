/**
 * The part of `npm run soak` that needs real processes and pages: kills a gateway under load, and draws boards of four
 * layouts 6,000 times each in Chromium, on the built display page. Requires a build.
 */
import { layouts, measureBoard } from './soak-boards.mjs'
import { measureKills } from './soak-kills.mjs'

/**
 * Maximum growth of the heap in bytes per update, and of nodes and listeners over the last half of the updates. A leak
 * of one node or listener per update would add 3,000.
 */
const limits = { slope: 100, nodes: 100, listeners: 10 }

const { displays, kills, paired } = await measureKills()
console.log(`killed ${kills} times under load: ${paired} of ${displays} displays are still paired`)
if (paired !== displays) process.exitCode = 1

for (const layout of layouts) {
  const { updates, slope, heap, nodes, listeners } = await measureBoard(layout)
  const met =
    slope <= limits.slope && nodes.growth <= limits.nodes && listeners.growth <= limits.listeners
  if (!met) process.exitCode = 1
  console.log(
    `${layout}, drawn ${updates} times: heap ${(heap / 1e6).toFixed(1)} MB, ` +
      `${slope.toFixed(0)} bytes per update over the last half (limit ${limits.slope}); ` +
      `nodes ${nodes.first} → ${nodes.last}, listeners ${listeners.first} → ${listeners.last}: ` +
      (met ? 'met' : 'MISSED'),
  )
}
