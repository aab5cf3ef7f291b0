import { expect, test } from 'vitest'
import { parseFlags } from './parse-flags.ts'

test('defaults to the demo sites on localhost:4000', () => {
  expect(parseFlags([])).toEqual({
    flags: { port: 4000, host: 'localhost', simulator: { zeros: 'reported' } },
    problems: [],
  })
})

test('parses every flag', () => {
  const args =
    '--port 5000 --rooms 1000 --sensors-per-room 3 --rooms-per-floor 300 --seed x --expires-in 60 --zeros off --host 0.0.0.0'
  expect(parseFlags(args.split(' '))).toEqual({
    flags: {
      port: 5000,
      host: '0.0.0.0',
      simulator: {
        zeros: 'withheld',
        seed: 'x',
        rooms: 1000,
        sensorsPerRoom: 3,
        roomsPerFloor: 300,
        expiresIn: 60,
      },
    },
    problems: [],
  })
})

test('reports each invalid flag with a separate sentence', () => {
  const { flags, problems } = parseFlags(
    '--port many --rooms 0 --zeros maybe --expires-in 1.5'.split(' '),
  )
  expect(flags).toBeNull()
  expect(problems).toHaveLength(4)
  for (const name of ['--port', '--rooms', '--zeros', '--expires-in']) {
    expect(problems.filter((problem) => problem.includes(name))).toHaveLength(1)
  }
})

test('rejects unknown flags, and --sensors-per-room or --rooms-per-floor without --rooms', () => {
  expect(parseFlags(['--sensors', '3']).problems).toHaveLength(1)
  expect(parseFlags(['--sensors-per-room', '3']).problems).toEqual([
    '--sensors-per-room needs --rooms.',
  ])
  expect(parseFlags(['--rooms-per-floor', '3']).problems).toEqual([
    '--rooms-per-floor needs --rooms.',
  ])
  expect(parseFlags(['--rooms', '5', '--rooms-per-floor', '1001']).problems).toHaveLength(1)
})
