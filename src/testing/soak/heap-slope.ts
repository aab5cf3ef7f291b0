import { second } from '#src/domain/time/duration.ts'
import { createScriptedDisplay } from '#src/testing/scripted-display.ts'

const samples = 30

/**
 * How many bytes the heap grows with each update of a display over the last half of so many, by least squares over
 * samples after a collection. Needs `--expose-gc`.
 *
 * @param each is called with every update: what it keeps counts
 */
export async function heapSlope(updates: number, each: () => void): Promise<number> {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('The soak needs --expose-gc.')
  const display = createScriptedDisplay()
  const points: { update: number; bytes: number }[] = []
  for (let update = 0; update < updates; update += 1) {
    display.gateway.people = update % 17
    await display.time.pass(5 * second)
    display.gateway.asked.length = 0
    display.gateway.statuses.length = 0
    each()
    if (update < updates / 2 || update % Math.floor(updates / 2 / samples) !== 0) continue
    gc()
    points.push({ update, bytes: process.memoryUsage().heapUsed })
  }
  display.engine.stop()
  return slopeOf(points)
}

function slopeOf(points: readonly { update: number; bytes: number }[]): number {
  const count = points.length
  const meanUpdate = points.reduce((sum, { update }) => sum + update, 0) / count
  const meanBytes = points.reduce((sum, { bytes }) => sum + bytes, 0) / count
  let [above, below] = [0, 0]
  for (const { update, bytes } of points) {
    above += (update - meanUpdate) * (bytes - meanBytes)
    below += (update - meanUpdate) ** 2
  }
  return above / below
}
