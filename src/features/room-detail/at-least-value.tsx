import * as text from '#messages/room-detail.tsx'

/** A lower bound: shown as `7+`, read as "at least 7". */
export function AtLeastValue({ value }: { value: string }) {
  return (
    <>
      <span className="sr-only">{text.atLeast(value)}</span>
      <span aria-hidden="true">
        {value}
        <span className="font-medium text-busy-ink">+</span>
      </span>
    </>
  )
}
