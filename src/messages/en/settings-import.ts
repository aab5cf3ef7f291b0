/** Messages about importing and exporting settings. */
import { formatNumber } from '#src/format/numbers.ts'
import { deletesMinutes } from '#messages/settings.ts'
import { plural } from '#src/messages/plural.ts'

export const importAndExport = 'Import and export'
export const importHint =
  'Paste rooms and capacities from a spreadsheet, or choose a CSV file or an exported settings file. Nothing is saved until you confirm.'
export const pasteLabel = 'Room names or IDs, and capacities'
export const chooseFile = 'File'
export const previewButton = 'Preview'
export const previewHeading = 'Preview'
export const previewTable = 'Changes in this import'
export const previewColumns = { what: 'Room or setting', change: 'Change' }
export const nothingToImport = 'This import has no changes.'
export const unchangedLines = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} value is already set.`,
    other: `${formatNumber(count)} values are already set.`,
  })
export const lockedValues = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} value is set in the settings file and won’t change.`,
    other: `${formatNumber(count)} values are set in the settings file and won’t change.`,
  })
export const unknownValues = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} value is for a place that you don’t have access to and will be skipped.`,
    other: `${formatNumber(count)} values are for places that you don’t have access to and will be skipped.`,
  })
export const roomsBecomeSmall = (count: number) =>
  plural(count, {
    one: `1 room becomes a room for 1–2 people. ${deletesMinutes}`,
    other: `${formatNumber(count)} rooms become rooms for 1–2 people. ${deletesMinutes}`,
  })
export const problemsHeading = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} line will be skipped:`,
    other: `${formatNumber(count)} lines will be skipped:`,
  })
export const lineProblems = {
  'unknown-room': 'no room has this name or ID',
  'ambiguous-room': 'several rooms have this name; use the ID',
  'invalid-capacity': 'the capacity is not a whole number from 1 to 100,000',
  locked: 'the settings file sets this capacity',
  repeated: 'an earlier line sets the capacity of this room',
}
export const problemLine = (line: number, text: string, problem: string) =>
  `Line ${formatNumber(line)} (${text}): ${problem}`
export const saveImport = (count: number) =>
  plural(count, {
    one: `Save ${formatNumber(count)} change`,
    other: `Save ${formatNumber(count)} changes`,
  })
export const imported = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} change saved`,
    other: `${formatNumber(count)} changes saved`,
  })
export const tooManyChanges = (count: number, most: number) =>
  `This import has ${formatNumber(count)} changes. Import at most ${formatNumber(most)} at a time.`
export const fileUnreadable = 'The file can’t be read.'
export const exportSettings = 'Export settings'
export const exportHint = 'All settings in effect, in the format of the settings file (JSON).'
