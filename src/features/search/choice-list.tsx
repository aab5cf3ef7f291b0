import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import type { Choice } from './choices.ts'

/** What was found. The focus stays in the field; the chosen one is marked and kept in view. */
export function ChoiceList({
  id,
  choices,
  chosen,
  onChoose,
}: {
  id: string
  choices: readonly Choice[]
  chosen: number
  onChoose: (href: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView?.({ block: 'nearest' })
  }, [chosen])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Found"
      className={clsx('min-h-0 overflow-y-auto p-2', choices.length === 0 && 'hidden')}
    >
      {choices.map(({ key, name, detail, href }, index) => (
        // The keyboard acts on the field that owns this list.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onClick={() => onChoose(href)}
          className="flex cursor-pointer items-baseline justify-between gap-4 rounded-control px-2 py-2 hover:bg-selected aria-selected:bg-selected"
        >
          <span className="min-w-0 truncate font-medium">{name}</span>
          <span className="min-w-0 flex-none truncate text-ink-muted max-sm:max-w-1/2">
            {detail}
          </span>
        </div>
      ))}
    </div>
  )
}
