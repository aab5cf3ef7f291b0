/**
 * Part of `npm test`: fails if the built display app has script or styles that Chromium 76, Firefox 78 or Safari 14
 * does not understand. Only Chromium is also tested in an old version (`npm run test:displays`).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { findNewerScript, findNewerStyles } from './display-floor.mjs'

const display = new URL('../dist/display/', import.meta.url)
const names = readdirSync(display, { recursive: true }).map(String)
const checks = { js: findNewerScript, css: findNewerStyles }
const faults = Object.entries(checks).flatMap(([extension, findNewer]) =>
  names
    .filter((name) => name.endsWith(`.${extension}`))
    .flatMap((name) =>
      findNewer(readFileSync(new URL(name, display), 'utf8')).map((fault) => `${name}: ${fault}`),
    ),
)
if (!names.some((name) => name.endsWith('.js'))) faults.push('The display page is not built.')
for (const fault of faults) console.error(`Newer than the oldest browsers of displays: ${fault}`)
if (faults.length === 0)
  console.log('Displays: nothing newer than Chromium 76, Firefox 78, Safari 14.')
process.exitCode = faults.length > 0 ? 1 : 0
