import { PartRow } from './part-row.tsx'
import type { PlacePart } from './place-explanation.ts'
import { placeLine, totalInDigits } from './place-words.ts'
import { subjectText } from './subject.ts'

/** The places that a total is made of; nothing where it is made of rooms. */
export function PlaceParts({
  places,
  hrefOf,
}: {
  places: readonly PlacePart[]
  hrefOf: (subject: string) => string
}) {
  if (places.length === 0) return null
  return (
    <ul aria-label="Places">
      {places.map(({ subject, name, totals }) => (
        <PartRow
          key={subjectText(subject)}
          href={hrefOf(subjectText(subject))}
          name={name}
          adds={totalInDigits(totals)}
        >
          {placeLine(totals)}
        </PartRow>
      ))}
    </ul>
  )
}
