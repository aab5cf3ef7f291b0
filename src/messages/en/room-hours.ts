import { formatNumber } from '#src/format/numbers.ts'
import { plural } from '#src/messages/plural.ts'

// The hours of each room as a CSV file or on the clipboard

export const title = 'rooms by hour'
export const button = 'CSV by hour'
export const buttonLabel = 'CSV by hour: each room in each hour'
export const copyButton = 'Copy by hour'
export const copyButtonLabel = 'Copy by hour: each room in each hour'
export const progress = (done: number, days: number) =>
  `${formatNumber(done)} of ${plural(days, { one: '1 day', other: `${formatNumber(days)} days` })} loaded`
export const cancel = 'Cancel'
export const tooManyRows = (rows: number, most: number) =>
  `This file would have ${formatNumber(rows)} rows, more than a spreadsheet can open (${formatNumber(most)}). Select a shorter period or fewer rooms.`
export const tooManyRowsToCopy = (rows: number, most: number) =>
  `${formatNumber(rows)} rows are too many to copy (at most ${formatNumber(most)}). Use CSV by hour, or select a shorter period or fewer rooms.`
export const copyFailed = (reason: string) => `Nothing was copied. ${reason}`
export const failed = (reason: string) => `The file wasn’t created. ${reason}`
export const columns = [
  'From',
  'To',
  'People (average)',
  'People (most)',
  'Minutes in use',
  'Minutes with data',
  'Minutes with all sensors',
]
export const leftOut = 'Rooms left out'
export const smallRooms = (count: number) =>
  plural(count, {
    one: '1 room for 1–2 people',
    other: `${formatNumber(count)} rooms for 1–2 people`,
  })
