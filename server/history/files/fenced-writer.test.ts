import { expect, test } from 'vitest'
import { createMemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { LostLeaseError, openWriter } from './fenced-writer.ts'

const root = '/history'
const bytes = (text: string) => new TextEncoder().encode(text)

test('rejects a writer’s changes after a later writer has started', async () => {
  const disk = createMemoryDisk()
  const first = await openWriter(disk.connect(), root, 1)
  await first.replace('days/one', bytes('first'))
  const second = await openWriter(disk.connect(), root, 2)
  await expect(first.replace('days/one', bytes('late'))).rejects.toThrow(LostLeaseError)
  await expect(first.remove('days/one')).rejects.toThrow(LostLeaseError)
  await expect(first.setAside('days/one')).rejects.toThrow(LostLeaseError)
  expect(disk.files.get('/history/days/one')).toEqual(bytes('first'))
  await second.replace('days/one', bytes('second'))
  expect([...disk.files]).toEqual([['/history/days/one', bytes('second')]])
})

test('of two writers with the same generation, only the later one can write', async () => {
  const disk = createMemoryDisk()
  const first = await openWriter(disk.connect(), root, 1)
  const second = await openWriter(disk.connect(), root, 1)
  await expect(first.replace('days/one', bytes('first'))).rejects.toThrow(LostLeaseError)
  await second.replace('days/one', bytes('second'))
  expect([...disk.files]).toEqual([['/history/days/one', bytes('second')]])
})

test('does not open a writer after a writer with a later generation', async () => {
  const disk = createMemoryDisk()
  await openWriter(disk.connect(), root, 2)
  await expect(openWriter(disk.connect(), root, 1)).rejects.toThrow(LostLeaseError)
})

test('allows only the later generation to write if two writers start at the same time', async () => {
  const disk = createMemoryDisk()
  const [first, second] = await Promise.allSettled([
    openWriter(disk.connect(), root, 1),
    openWriter(disk.connect(), root, 2),
  ])
  if (first.status === 'fulfilled') {
    await expect(first.value.replace('one', bytes('late'))).rejects.toThrow(LostLeaseError)
  }
  expect(second.status).toBe('fulfilled')
})

test('does nothing if the file to remove or set aside does not exist', async () => {
  const disk = createMemoryDisk()
  const writer = await openWriter(disk.connect(), root, 1)
  await writer.remove('days/one')
  await writer.setAside('days/one')
  await writer.replace('days/one', bytes('1'))
  await writer.setAside('days/one')
  expect([...disk.files.keys()]).toEqual(['/history/days/one.bad'])
})

test('keeps the old file and leaves no temporary file after a failed write', async () => {
  const disk = createMemoryDisk()
  await (await openWriter(disk.connect(), root, 1)).replace('one', bytes('old'))
  const full = await openWriter(
    disk.connect((operation) => (operation === 'write' ? 'fail' : 'continue')),
    root,
    1,
  )
  await expect(full.replace('one', bytes('new'))).rejects.toThrow('ENOSPC')
  expect([...disk.files]).toEqual([['/history/one', bytes('old')]])
})
