export type TileText = {
  name: string
  /** The count; null if a label replaces it. */
  figure: string | null
  /** Replaces the count of a private room; null for all other rooms. */
  privateLabel: string | null
  capacity: string | null
  word: string
  /** Replaces a `word` that is too long. */
  shortWord: string
  note: string | null
  hasBar: boolean
}
