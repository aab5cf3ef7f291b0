import { minute } from '#src/domain/time/duration.ts'
import { createScriptedDisplay } from './scripted-display.ts'

/** Requests in the fullest tenth of a second, and in a tenth on average, over the first two minutes of so many displays. */
export async function herdOf(displays: number): Promise<{ peak: number; mean: number }> {
  const asked: number[] = []
  for (let seed = 0; seed < displays; seed += 1) {
    const display = createScriptedDisplay({ seed })
    await display.time.pass(2 * minute)
    const begin = display.time.now() - 2 * minute
    asked.push(...display.gateway.asked.map(({ at }) => at - begin))
    display.engine.stop()
  }
  const tenths = new Map<number, number>()
  for (const at of asked) {
    const tenth = Math.floor(at / 100)
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1)
  }
  const mean = asked.length / (120 * 10)
  return { peak: Math.max(...tenths.values()), mean }
}
