/** Where what is found lives; the app knows the addresses, the search does not. */
export type SearchTargets = {
  room: (roomId: string) => string
  place: (placeId: string) => string
  tag: (tagId: string) => string
  sensor: (mac: string) => string
  /** All rooms that match what was typed. */
  rooms: (query: string) => string
}
