import { troubleInWords } from '#src/lib/trouble.ts'
import { Age } from '#src/components/time/age.tsx'
import { describeRepeated, missingInWords } from '#src/format/missing-words.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'

/** From when what stands here is, what is missing from it, and why nothing newer comes. */
export function DevicesNotes({
  directory: { at, missing, repeated },
  error,
}: {
  directory: SensorDirectory
  /** Why the last request failed; null when it did not. */
  error: unknown
}) {
  return (
    <>
      {error !== null && (
        <p role="status" className="pt-2 text-busy-ink">
          {troubleInWords(error)} What Butlr told of its sensors is <Age at={at} />.
        </p>
      )}
      {missing.length > 0 && (
        <p className="pt-2 text-busy-ink">
          Butlr sent only a part of the sensors. Missing: {missingInWords(missing)}.
        </p>
      )}
      {repeated.length > 0 && (
        <p className="pt-2 text-ink-muted">
          Butlr lists {describeRepeated(repeated)} more than once. Each is counted once.
        </p>
      )}
    </>
  )
}
