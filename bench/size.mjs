/**
 * The gate on sizes, part of `npm test`: what the first screen loads, against its bars. KB are 1,000 bytes after gzip -9.
 */
import { firstRoute } from './first-route.mjs'

const bars = { script: 105_000, style: 12_000, lazy: 120_000 }

const { files, scriptBytes, styleBytes, holdsCharts, lazy } = firstRoute()
const faults = [
  scriptBytes > bars.script &&
    `The first route loads ${scriptBytes} bytes of script, over ${bars.script}.`,
  styleBytes > bars.style &&
    `The first route loads ${styleBytes} bytes of styles, over ${bars.style}.`,
  holdsCharts && 'The chart library loads with the first route.',
  ...lazy
    .filter(({ bytes }) => bytes > bars.lazy)
    .map(({ file, bytes }) => `${file} is ${bytes} bytes, over ${bars.lazy}.`),
].filter((fault) => fault !== false)

console.log(
  `First route: ${scriptBytes} bytes of script in ${files.length} files, ${styleBytes} of styles.`,
)
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
