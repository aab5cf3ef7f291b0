import { expect, test } from 'vitest'
import { parseFlags } from './parse-flags.ts'

test('without flags the believable building listens on port 4000 of this machine', () => {
  expect(parseFlags([])).toEqual({
    flags: { port: 4000, host: 'localhost', simulator: { zeros: 'reported' } },
    problems: [],
  })
})

test('every flag is understood', () => {
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

test('each wrong flag is named in a sentence of its own', () => {
  const { flags, problems } = parseFlags(
    '--port many --rooms 0 --zeros maybe --expires-in 1.5'.split(' '),
  )
  expect(flags).toBeNull()
  expect(problems).toHaveLength(4)
  for (const name of ['--port', '--rooms', '--zeros', '--expires-in']) {
    expect(problems.filter((problem) => problem.includes(name))).toHaveLength(1)
  }
})

test('a flag that does not exist, and sensors or floors without rooms, are refused', () => {
  expect(parseFlags(['--sensors', '3']).problems).toHaveLength(1)
  expect(parseFlags(['--sensors-per-room', '3']).problems).toEqual([
    '--sensors-per-room needs --rooms.',
  ])
  expect(parseFlags(['--rooms-per-floor', '3']).problems).toEqual([
    '--rooms-per-floor needs --rooms.',
  ])
  expect(parseFlags(['--rooms', '5', '--rooms-per-floor', '1001']).problems).toHaveLength(1)
})
