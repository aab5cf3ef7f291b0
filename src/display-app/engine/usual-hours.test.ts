import { expect, test } from 'vitest'
import { createFakeDisplay } from '#src/testing/fake-display.ts'
import { hour, minute, second } from '#src/domain/time/duration.ts'

/** Creates a live display whose board shows usual occupancy. */
async function createDisplayWithUsual() {
  const display = createFakeDisplay()
  const from = Math.floor(display.time.now() / hour) * hour
  const usual = [{ from, to: from + hour, rooms: [{ room: 'r1', lower: 4, upper: 9 }] }]
  display.gateway.usual = usual
  await display.time.advance(20 * second)
  expect(usualOf(display)).toEqual(usual)
  return { display, usual }
}

const usualOf = ({ engine }: Pick<ReturnType<typeof createFakeDisplay>, 'engine'>) => {
  const { screen } = engine.getSnapshot()
  return screen.kind === 'board' ? screen.shown.occupancy?.usual : undefined
}

test('keeps usual occupancy while the gateway responds that nothing has changed', async () => {
  const { display, usual } = await createDisplayWithUsual()
  const polls = display.gateway.requests.length
  await display.time.advance(minute)
  expect(display.gateway.requests.length).toBeGreaterThan(polls)
  expect(usualOf(display)).toEqual(usual)
})

test('removes usual occupancy when the board no longer shows it', async () => {
  const { display } = await createDisplayWithUsual()
  display.gateway.usual = []
  await display.time.advance(20 * second)
  expect(usualOf(display)).toEqual([])
})

test('removes usual occupancy when the board changes, even if its readings do not arrive', async () => {
  const { display, usual } = await createDisplayWithUsual()
  const countPolls = () => display.gateway.requests.filter(({ what }) => what === 'readings').length
  display.gateway.boardRevision = 2
  // The tag of the new board arrives with the readings of the next poll.
  for (const polls = countPolls(); countPolls() === polls;) await display.time.advance(100)
  display.gateway.fault = 'reset'
  display.gateway.faultOf = 'readings'
  await display.time.advance(2 * minute)
  expect(usualOf(display)).toEqual([])
  display.gateway.fault = null
  await display.time.advance(minute)
  expect(usualOf(display)).toEqual(usual)
})

test('a display that loses its pairing, or restarts without a connection, shows no usual occupancy', async () => {
  const { display } = await createDisplayWithUsual()
  display.engine.persist()
  display.gateway.fault = 'reset'
  display.reopen()
  expect(usualOf(display)).toEqual([])
  display.gateway.fault = null
  display.gateway.paired = false
  await display.time.advance(minute)
  expect(display.engine.getSnapshot().screen.kind).toBe('pairing')
})
