import { clsx } from 'clsx'
import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { useId, useState, type ComponentProps } from 'react'
import { revealButton } from '#messages/ui.ts'

/**
 * A labelled native input that works with password managers. The error below the field is also its accessible
 * description.
 *
 * @param error null or undefined if the value is valid
 * @param secret whether to mask the text, with a button that reveals it
 */
export function TextField({
  label,
  error,
  secret = false,
  className,
  ...props
}: {
  label: string
  error?: string | null | undefined
  secret?: boolean
} & ComponentProps<'input'>) {
  const id = useId()
  const errorId = useId()
  const [isRevealed, setShown] = useState(false)
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <div
        className={clsx(
          'flex h-10 items-center rounded-control border bg-surface-raised pr-1 pl-3',
          'has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-accent',
          error ? 'border-over inset-ring inset-ring-over' : 'border-line-strong',
        )}
      >
        <input
          id={id}
          type={secret && !isRevealed ? 'password' : 'text'}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          className="h-full min-w-0 flex-1 bg-transparent text-15 tracking-normal outline-none placeholder:text-ink-faint"
          {...props}
        />
        {secret && (
          <button
            type="button"
            aria-label={revealButton(label)}
            aria-pressed={isRevealed}
            // Keeps focus in the field, so that the user can continue typing.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setShown(!isRevealed)}
            className="grid size-8 place-items-center rounded-control text-ink-muted hover:text-ink"
          >
            {isRevealed ? (
              <EyeOff className="size-4" strokeWidth={1.5} aria-hidden="true" />
            ) : (
              <Eye className="size-4" strokeWidth={1.5} aria-hidden="true" />
            )}
          </button>
        )}
      </div>
      {error && (
        <p id={errorId} role="alert" className="mt-1.5 flex gap-1.5 text-over-ink">
          <CircleAlert className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
          {error}
        </p>
      )}
    </div>
  )
}
