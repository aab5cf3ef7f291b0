const placeKinds = ['floor', 'building', 'site'] as const

/** A place whose total is explained; all of them together are one too. */
export type PlaceSubject = { kind: (typeof placeKinds)[number]; id: string } | { kind: 'all' }

/** What is explained: the figure of a room, or the total of a place. */
export type Subject = { kind: 'room'; id: string } | PlaceSubject

/** Reads a subject from a link: `all`, `room:room_1`. Null for what means nothing. */
export function subjectFrom(text: string): Subject | null {
  if (text === 'all') return { kind: 'all' }
  const colon = text.indexOf(':')
  const id = text.slice(colon + 1)
  if (colon < 0 || id === '') return null
  const word = text.slice(0, colon)
  if (word === 'room') return { kind: word, id }
  const kind = placeKinds.find((one) => one === word)
  return kind === undefined ? null : { kind, id }
}

/** Writes a subject as links hold it. */
export function subjectText(subject: Subject): string {
  return subject.kind === 'all' ? 'all' : `${subject.kind}:${subject.id}`
}
