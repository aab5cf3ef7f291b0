import type { Missing } from '#src/contract/topology.ts'
import type { GraphqlAnswer } from './graphql-answer.ts'
import type { Losses } from './losses.ts'
import { fieldsOf, placeName } from './wire-fields.ts'

type Kind = Missing['kind']
type Gap = { kind: Kind; within: string | null; where: string }

const kindsOfLists = new Map<string | number, Kind>([
  ['sites', 'site'],
  ['buildings', 'building'],
  ['floors', 'floor'],
  ['rooms', 'room'],
  ['zones', 'zone'],
  ['sensors', 'sensor'],
  ['hives', 'hive'],
])
const devices: readonly Kind[] = ['sensor', 'hive']

/**
 * Adds what the errors beside data are about: the kind of a list that came back null and the place it belongs to, or
 * `unknown`. A null inside a list is not added, since whoever reads the list finds it; nor is one null twice.
 */
export function addGaps({ data, errors }: GraphqlAnswer, losses: Losses): void {
  const seen = new Set<string>()
  for (const { path } of errors) {
    const gap = gapAt(data, path ?? [])
    if (gap === null || seen.has(gap.where)) continue
    if (gap.kind !== 'unknown') seen.add(gap.where)
    losses.add(gap.kind, gap.within)
  }
}

/** Follows an error's path to the null that it left (GraphQL specification, section 6.4.4: nulls move upwards). */
function gapAt(data: unknown, path: readonly (string | number)[]): Gap | null {
  let value = data
  let within: string | null = null
  let kind: Kind | undefined
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number' && kind !== undefined) {
      value = itemOf(value, step)
      if (value === null) return null
      if (!devices.includes(kind)) within = placeName(value) ?? within
      kind = undefined
      continue
    }
    value = fieldsOf(value)[step]
    // Below `sites`, `sensors` and `hives` the list itself is called `data`.
    if (step !== 'data') kind = kindsOfLists.get(step)
    if (value === null && kind) return { kind, within, where: path.slice(0, index + 1).join('/') }
  }
  return { kind: 'unknown', within, where: path.join('/') }
}

function itemOf(list: unknown, index: number): unknown {
  return Array.isArray(list) ? list[index] : undefined
}
