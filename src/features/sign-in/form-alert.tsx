import { CircleAlert } from 'lucide-react'

/** What is wrong with the form as a whole, in words. */
export function FormAlert({ words }: { words: string }) {
  return (
    <p
      role="alert"
      className="my-4 flex gap-1.5 rounded-control bg-over-wash px-3 py-2 text-over-ink"
    >
      <CircleAlert className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
      {words}
    </p>
  )
}
