/** The text to fit into a room's card or row. */
export type TileText = {
  name: string
  /** The count; null when a label replaces it. */
  figure: string | null
  /** Label of a private room; null for all other rooms. */
  privateLabel: string | null
  capacity: string | null
  /** Label beside the status icon. */
  word: string
  /** Replaces `word` if it is too long. */
  shortWord: string
  note: string | null
  hasBar: boolean
}
