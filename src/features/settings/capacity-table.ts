import { Capacity } from '#src/contract/butlr-values.ts'
import { normalizeText } from '#src/domain/topology/text-search.ts'
import * as v from 'valibot'
import type { RoomSettings } from '#src/domain/settings/room-settings.ts'

/** Why a line of a table is not imported. */
type LineProblem = 'unknown-room' | 'ambiguous-room' | 'invalid-capacity' | 'locked' | 'repeated'

/** A line that is not imported; lines are counted from 1. */
export type ProblemLine = { line: number; text: string; problem: LineProblem }

export type CapacityTable = {
  changes: { row: RoomSettings; capacity: number }[]
  unchanged: number
  problems: ProblemLine[]
}

/**
 * Parses a table of rooms and capacities, as copied from a spreadsheet (tabs) or exported as CSV (commas or
 * semicolons). A row contains the name or ID of a room, and a capacity in the last column or, with a header, in the
 * column that the header names. A name that several rooms share is a problem.
 */
export function parseCapacityTable(text: string, rooms: readonly RoomSettings[]): CapacityTable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const separator = findSeparator(lines)
  const cells = lines.map((line) => splitLine(line, separator))
  const first = cells.findIndex((row) => row.some((cell) => cell !== ''))
  const header = findHeader(cells[first] ?? [])
  const findRooms = createRoomLookup(rooms)
  const table: CapacityTable = { changes: [], unchanged: 0, problems: [] }
  const seen = new Set<string>()
  for (const [index, row] of cells.entries()) {
    if (row.every((cell) => cell === '') || (header !== null && index === first)) continue
    const { keys, capacity } = readRow(row, header)
    const found = keys.map(findRooms).find((matches) => matches.length > 0) ?? []
    const [room] = found
    const addProblem = (problem: LineProblem) =>
      table.problems.push({ line: index + 1, text: keys.join(', ') || row.join(' '), problem })
    if (room === undefined) addProblem('unknown-room')
    else if (found.length > 1) addProblem('ambiguous-room')
    else if (capacity === null) addProblem('invalid-capacity')
    else if (seen.has(room.id)) addProblem('repeated')
    else {
      seen.add(room.id)
      if (room.capacity.value === capacity) table.unchanged += 1
      else if (room.capacity.source.kind === 'file') addProblem('locked')
      else table.changes.push({ row: room, capacity })
    }
  }
  return table
}

/** Returns the separator that occurs in most lines. */
function findSeparator(lines: readonly string[]): string {
  const [best = '\t'] = ['\t', ';', ','].toSorted(
    (one, other) =>
      lines.filter((line) => line.includes(other)).length -
      lines.filter((line) => line.includes(one)).length,
  )
  return best
}

/** Splits a line into trimmed cells (RFC 4180); a quoted cell may contain separators, but no line breaks. */
function splitLine(line: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index)
    if (character === '"' && isQuoted && line[index + 1] === '"') {
      cell += '"'
      index += 1
    } else if (character === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted
    else if (character === separator && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell].map((one) => one.trim())
}

type Header = { id: number; name: number; capacity: number }

/** Returns the columns that a header names (-1 if it lacks one); null if the row is not a header. */
function findHeader(row: readonly string[]): Header | null {
  const find = (pattern: RegExp) => row.findIndex((cell) => pattern.test(cell.trim()))
  const capacity = find(/^(capacity|seats|max(imum)? capacity)$/i)
  const id = find(/^(room )?id$/i)
  const name = find(/^(room|name|room name)$/i)
  return capacity >= 0 && (id >= 0 || name >= 0) ? { id, name, capacity } : null
}

/** Returns the strings that may identify the room, and the capacity; null if it is invalid. */
function readRow(row: readonly string[], header: Header | null) {
  if (header !== null) {
    const keys = [row[header.id], row[header.name]].filter((cell) => cell !== undefined)
    return { keys: keys.filter(Boolean), capacity: parseCapacity(row[header.capacity]) }
  }
  const filled = row.filter((cell) => cell !== '')
  return { keys: filled.slice(0, -1), capacity: parseCapacity(filled.at(-1)) }
}

function parseCapacity(text = ''): number | null {
  const capacity = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return v.is(Capacity, capacity) ? capacity : null
}

/** Returns a function that finds rooms by ID or, if no room has the ID, by name, ignoring case and accents. */
function createRoomLookup(rooms: readonly RoomSettings[]) {
  const byId = new Map(rooms.map((room) => [room.id, room]))
  const byName = new Map<string, RoomSettings[]>()
  for (const room of rooms) {
    const names = new Set([room.name.value, room.name.butlr].map((name) => toKey(name ?? '')))
    for (const name of names) byName.set(name, [...(byName.get(name) ?? []), room])
  }
  return (text: string): RoomSettings[] => {
    const room = byId.get(text)
    return room ? [room] : (byName.get(toKey(text)) ?? [])
  }
}

const toKey = (name: string) => normalizeText(name).replaceAll(/\s+/g, ' ').trim()
