import { troubleInWords } from '#src/lib/trouble.ts'

/** Stands where the sensors would while Butlr has never told of them: why, and what happens next. */
export function NoDevices({ error }: { error: unknown }) {
  return (
    <div role="alert" className="grid justify-items-center gap-1 px-4 py-24 text-center">
      <p className="text-15 font-semibold">Nothing is known of the sensors yet</p>
      <p className="text-ink-muted">{troubleInWords(error)}</p>
      <p className="text-ink-muted">
        Headroom asks again by itself; the sensors appear here as soon as there is an answer.
      </p>
    </div>
  )
}
