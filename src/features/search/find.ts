import UFuzzy from '@leeoniya/ufuzzy'
import { folded } from '#src/domain/topology/matching.ts'
import type { Entry } from './entries.ts'

/** More than anybody reads; the rest is reached by typing on. */
const mostFound = 12

/**
 * One letter may be missing, too many, wrong or swapped in each word: what is typed in a hurry still finds. Letters are
 * any alphabet's, since rooms have names in many.
 */
const fuzzy = new UFuzzy({
  unicode: true,
  interSplit: String.raw`[^\p{L}\d']+`,
  intraSplit: String.raw`\p{Ll}\p{Lu}`,
  intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
  intraChars: String.raw`[\p{L}\d']`,
  intraContr: String.raw`'\p{L}{1,2}\b`,
  intraMode: 1,
  intraIns: 1,
  intraSub: 1,
  intraTrn: 1,
  intraDel: 1,
})
/** Words that are tried in every order; each more multiplies the work. */
const wordsInAnyOrder = 4

/** Among equally good matches a room is meant more often than a sensor in it. */
const kindOrder: readonly Entry['kind'][] = ['room', 'place', 'tag', 'sensor']

/** What was typed, ready to be compared with every entry. */
export type Index = { entries: readonly Entry[]; texts: string[] }

/** Prepares entries to be searched: folded once, not with every letter. */
export function indexOf(entries: readonly Entry[]): Index {
  return { entries, texts: entries.map(textOf) }
}

function textOf({ kind, id, name, detail }: Entry): string {
  // An address is also typed without its hyphens.
  const bare = kind === 'sensor' ? id.replaceAll(/[^0-9a-z]/gi, '') : ''
  return folded(`${name} ${detail} ${bare}`)
}

/** The entries that are meant by what was typed, best first. Nothing typed finds nothing. */
export function find({ entries, texts }: Index, typed: string): Entry[] {
  const needle = folded(typed.trim())
  if (needle === '') return []
  const [indexes, info, order] = fuzzy.search(texts, needle, wordsInAnyOrder, texts.length)
  const ranked =
    info && order ? order.map((at) => info.idx[at]) : indexes === null ? [] : [...indexes]
  return ranked
    .flatMap((at) => (at === undefined ? [] : (entries[at] ?? [])))
    .map((entry, rank) => ({ entry, rank, start: startsWith(entry, needle) }))
    .toSorted(
      (a, b) =>
        a.start - b.start ||
        byKind(a.entry, b.entry) ||
        a.entry.name.length - b.entry.name.length ||
        a.rank - b.rank,
    )
    .slice(0, mostFound)
    .map(({ entry }) => entry)
}

/** A name that begins with what was typed comes first, then a name that holds it, then the rest. */
function startsWith({ name }: Entry, needle: string): number {
  const at = folded(name).indexOf(needle)
  return at === 0 ? 0 : at > 0 ? 1 : 2
}

function byKind(a: Entry, b: Entry): number {
  return kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)
}
