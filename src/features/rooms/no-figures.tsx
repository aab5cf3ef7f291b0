import { troubleInWords } from '#src/lib/trouble.ts'

/** Stands where the overview would while there has never been an answer: why, and what happens next. */
export function NoFigures({ error }: { error: unknown }) {
  return (
    <div role="alert" className="grid justify-items-center gap-1 px-4 py-24 text-center">
      <p className="text-15 font-semibold">There are no figures yet</p>
      <p className="text-ink-muted">{troubleInWords(error)}</p>
      <p className="text-ink-muted">
        Headroom asks again by itself; the rooms appear here as soon as there is an answer.
      </p>
    </div>
  )
}
