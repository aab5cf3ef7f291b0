import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import { createMemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { leaseMs } from '#server/history/protocol.ts'

test('reports a full disk, and collects again as soon as there is space', async () => {
  const disk = createMemoryDisk()
  let isFull = true
  const files = disk.connect((operation) => (isFull && operation === 'write' ? 'fail' : 'continue'))
  const { run, collector } = createCollectorHarness({}, disk, files)
  await run(2)
  expect(collector.status()).toMatchObject({ state: 'unavailable', reason: 'disk_full' })
  isFull = false
  await run(5)
  expect(collector.status().state).toBe('current')
})

test('reports other file errors without their code', async () => {
  const disk = createMemoryDisk()
  const files = disk.connect((operation) => (operation === 'rename' ? 'fail' : 'continue'))
  const { run, collector } = createCollectorHarness({}, disk, files)
  await run(2)
  expect(collector.status()).toMatchObject({ state: 'unavailable', reason: 'file_error' })
})

test('lets the lease expire if it cannot open the files, so that another gateway can collect', async () => {
  const disk = createMemoryDisk()
  const files = disk.connect((operation) => (operation === 'makeFolder' ? 'fail' : 'continue'))
  const leases: number[] = []
  const onLease = (at: number) => leases.push(at)
  const { run, collector } = createCollectorHarness({ onLease }, disk, files)
  await run(10)
  expect(collector.status()).toMatchObject({ state: 'unavailable', reason: 'file_error' })
  expect(leases.length).toBeGreaterThan(2)
  for (const [index, at] of leases.slice(1).entries()) {
    expect(at - (leases[index] ?? 0)).toBeGreaterThan(leaseMs)
  }
})

test.each([
  ['the folder is read-only', { operation: 'makeFolder', confirmed: (now: number) => now }],
  ['Butlr has not confirmed the time', { operation: null, confirmed: () => null }],
] as const)('reports what is collected although %s', async (_, { operation, confirmed }) => {
  const disk = createMemoryDisk()
  const first = createCollectorHarness({}, disk)
  await first.run(5)
  const { from, daysCollected } = first.collector.status()
  const files = disk.connect((one) => (one === operation ? 'fail' : 'continue'))
  const second = createCollectorHarness({ startAt: first.now(), confirmed }, disk, files)
  await second.run(2)
  const status = second.collector.status()
  expect(status).toMatchObject({ state: 'unavailable', from, daysCollected })
  expect(from).not.toBeNull()
})

test('renames an unreadable file to *.bad and fetches its day again', async () => {
  const disk = createMemoryDisk()
  const first = createCollectorHarness({}, disk)
  await first.run(5)
  const path = [...disk.files.keys()].find(
    (name) => name.includes('sensor-minutes/building=building_1') && name.includes('10-23'),
  )
  const before = disk.files.get(path ?? '')
  disk.overwrite(path ?? '', new Uint8Array(100))
  const second = createCollectorHarness({ startAt: first.now() }, disk)
  await second.run(5)
  expect(disk.files.get(path ?? '')).toEqual(before)
  expect(disk.files.has(`${path}.bad`)).toBe(true)
})

test('does not change the files of a later version of Headroom', async () => {
  const disk = createMemoryDisk()
  const first = createCollectorHarness({}, disk)
  await first.run(5)
  const [path = ''] = [...disk.files.keys()].filter((name) => name.endsWith('.parquet'))
  const newer = Buffer.from(disk.files.get(path) ?? []).toString('latin1')
  disk.overwrite(path, Buffer.from(newer.replace('{"version":1,', '{"version":2,'), 'latin1'))
  const before = [...disk.files]
  const second = createCollectorHarness({ startAt: first.now() }, disk)
  await second.run(30)
  expect(second.collector.status()).toMatchObject({ state: 'unavailable', reason: 'file_error' })
  expect([...disk.files]).toEqual(before)
})

test.each([
  ['ahead', 10 * 365, 0],
  ['behind', -10 * 365, 0],
  ['right, and that of the machine ahead', 0, 10 * 365],
])("deletes no days while Butlr's time is %s", async (_, butlrDays, machineDays) => {
  const day = minutesPerDay * 60_000
  const disk = createMemoryDisk()
  const first = createCollectorHarness({ collector: { keepDays: 2 } }, disk)
  await first.pause(5)
  const before = [...disk.files.keys()].filter((path) => path.endsWith('.parquet'))
  const later = createCollectorHarness(
    {
      startAt: first.now(),
      collector: { keepDays: 2, machineTime: () => first.now() + machineDays * day },
      confirmed: (now) => now + butlrDays * day,
    },
    disk,
  )
  await later.run(5)
  expect([...disk.files.keys()]).toEqual(expect.arrayContaining(before))
})
