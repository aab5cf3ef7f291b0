/**
 * Part of `npm test`: checks the sizes of the first route, of the lazy scripts and of the display app against their
 * limits, and that the first route does not load the chart library. Sizes are bytes after gzip -9.
 */
import { displayScriptBytes, firstRoute } from './first-route.mjs'

const limits = { script: 105_000, style: 12_000, lazy: 120_000, display: 95_000 }

const { files, scriptBytes, styleBytes, holdsCharts, lazy } = firstRoute()
const displayBytes = displayScriptBytes()
const faults = [
  scriptBytes > limits.script &&
    `The first route loads ${scriptBytes} bytes of script; the limit is ${limits.script}.`,
  styleBytes > limits.style &&
    `The first route loads ${styleBytes} bytes of styles; the limit is ${limits.style}.`,
  displayBytes > limits.display &&
    `Displays load ${displayBytes} bytes of script; the limit is ${limits.display}.`,
  holdsCharts && 'The chart library loads with the first route.',
  ...lazy
    .filter(({ bytes }) => bytes > limits.lazy)
    .map(({ file, bytes }) => `${file} has ${bytes} bytes; the limit is ${limits.lazy}.`),
].filter((fault) => fault !== false)

console.log(
  `First route: ${scriptBytes} bytes of script in ${files.length} files, ${styleBytes} bytes of styles.`,
)
console.log(`Displays: ${displayBytes} bytes of script.`)
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
