/**
 * `npm run bench`: measures sizes, counts and times of the built app against limits. Prints most times without a limit,
 * because shared machines are noisy. Limits apply only to the ratios between building sizes, the longest tasks, the
 * blocking time of the first screen, the event-loop delay of the gateway, and history queries. `npm run bench -- cards
 * requests` runs only these parts.
 */
import { parts } from './parts.mjs'

/** Widths of the columns in characters. */
const columns = { what: 92, measured: 40, limit: 44 }

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  console.error(
    `Unknown parts: ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.`,
  )
  process.exit(2)
}

for (const [name, measure] of Object.entries(parts)) {
  if (names.length > 0 && !names.includes(name)) continue
  for (const { what, measured, limit, met } of await rowsOf(name, measure)) {
    if (met === false) process.exitCode = 1
    const verdict = met === null ? '' : met ? 'met' : 'MISSED'
    console.log(
      [
        what.padEnd(columns.what),
        measured.padEnd(columns.measured),
        limit.padEnd(columns.limit),
        verdict,
      ]
        .join('  ')
        .trimEnd(),
    )
  }
}

/**
 * Returns the rows of a part. If the part throws, adds a row that marks the part as failed, so that the other parts
 * still run.
 *
 * @param {string} name
 * @param {(typeof parts)[string]} measure
 */
async function rowsOf(name, measure) {
  /** @type {import('./parts.mjs').Row[]} */
  const rows = []
  try {
    await measure(rows)
  } catch (error) {
    console.error(error)
    rows.push({ what: name, measured: 'failed', limit: '', met: false })
  }
  return rows
}
