/** Messages about the sites, buildings, floors, rooms and sensors that Butlr sends. */
import type { MissingPart } from '#src/contract/topology.ts'
import { languageTag } from '#messages/language.ts'
import { plural, type PluralForms } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'

type PartKind = Exclude<MissingPart['kind'], 'unknown'>

const partForms: Record<PartKind, PluralForms> = {
  site: { one: 'site', other: 'sites' },
  building: { one: 'building', other: 'buildings' },
  floor: { one: 'floor', other: 'floors' },
  room: { one: 'room', other: 'rooms' },
  zone: { one: 'zone', other: 'zones' },
  sensor: { one: 'sensor', other: 'sensors' },
  hive: { one: 'hive', other: 'hives' },
}

/** A number of items of one kind: `1 floor`, `3 sensors`. */
export const formatParts = (kind: PartKind, count: number) =>
  `${formatNumber(count)} ${plural(count, partForms[kind])}`

/**
 * Items that Butlr did not send, in a list: `at least 2 rooms on Floor 3`.
 *
 * @param within name of the floor, building or site that contains them; null when unknown
 */
export const missingParts = (kind: PartKind, count: number, within: string | null) => {
  const parts = `at least ${formatParts(kind, count)}`
  if (within === null) return parts
  return `${parts} ${kind === 'room' || kind === 'zone' ? 'on' : 'in'} ${within}`
}
/** The last item of the list, when Butlr does not report what else is missing. */
export const otherParts = 'unspecified items'

const listFormat = new Intl.ListFormat(languageTag)

/** Joins items: `1 floor, 2 rooms and 3 sensors`. */
export const formatList = (items: readonly string[]) => listFormat.format(items)

/** A number of test devices: `1 test device`, `3 test devices`. */
export const formatTestDevices = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} test device`,
    other: `${formatNumber(count)} test devices`,
  })

/** A number of sensors that are not installed: `1 uninstalled sensor`, `3 uninstalled sensors`. */
export const formatUninstalledSensors = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} uninstalled sensor`,
    other: `${formatNumber(count)} uninstalled sensors`,
  })
