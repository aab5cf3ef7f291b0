import { parseArgs } from 'node:util'
import type { SimulatorOptions } from './create-simulator.ts'

type Flags = { port: number; host: string; simulator: SimulatorOptions }
/** The parsed flags, or one sentence for each invalid flag. */
type ParsedFlags = { flags: Flags; problems: [] } | { flags: null; problems: string[] }

const flagOptions = {
  port: { type: 'string' },
  host: { type: 'string' },
  rooms: { type: 'string' },
  'sensors-per-room': { type: 'string' },
  'rooms-per-floor': { type: 'string' },
  seed: { type: 'string' },
  'expires-in': { type: 'string' },
  zeros: { type: 'string' },
} as const

export function parseFlags(args: string[]): ParsedFlags {
  const values = parseArguments(args)
  if (typeof values === 'string') return { flags: null, problems: [values] }
  const problems: string[] = []
  const parseInteger = (name: keyof typeof flagOptions, low: number, high: number) => {
    const text = values[name]
    if (text === undefined) return undefined
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (number >= low && number <= high) return number
    problems.push(`--${name} must be a whole number from ${low} to ${high}, not "${text}".`)
    return undefined
  }
  const port = parseInteger('port', 0, 65_535) ?? 4000
  const rooms = parseInteger('rooms', 1, 20_000)
  const sensorsPerRoom = parseInteger('sensors-per-room', 1, 20)
  const roomsPerFloor = parseInteger('rooms-per-floor', 1, 1000)
  const expiresIn = parseInteger('expires-in', 1, 86_400)
  if (sensorsPerRoom !== undefined && values.rooms === undefined) {
    problems.push('--sensors-per-room needs --rooms.')
  }
  if (roomsPerFloor !== undefined && values.rooms === undefined) {
    problems.push('--rooms-per-floor needs --rooms.')
  }
  const { zeros = 'on', seed, host = 'localhost' } = values
  if (zeros !== 'on' && zeros !== 'off') problems.push(`--zeros must be on or off, not "${zeros}".`)
  if (problems.length > 0) return { flags: null, problems }
  return {
    flags: {
      port,
      host,
      simulator: {
        zeros: zeros === 'on' ? 'reported' : 'withheld',
        ...(seed !== undefined && { seed }),
        ...(rooms !== undefined && { rooms }),
        ...(sensorsPerRoom !== undefined && { sensorsPerRoom }),
        ...(roomsPerFloor !== undefined && { roomsPerFloor }),
        ...(expiresIn !== undefined && { expiresIn }),
      },
    },
    problems: [],
  }
}

/** Returns the values of the flags, or a message if the command line cannot be parsed. */
function parseArguments(
  args: string[],
): Partial<Record<keyof typeof flagOptions, string>> | string {
  try {
    return parseArgs({ args, options: flagOptions, allowPositionals: false }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
