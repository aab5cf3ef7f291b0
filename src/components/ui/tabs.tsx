import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

/**
 * Tabs over one panel, as in the ARIA tabs pattern. The tab list is one tab stop, and arrow keys select tabs.
 *
 * @param label accessible name of the tab list and its panel
 */
export function Tabs<TValue extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string
  tabs: readonly { value: TValue; label: string }[]
  value: TValue
  onChange: (value: TValue) => void
  children: ReactNode
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)

  function handleKeyDown(event: KeyboardEvent) {
    const index = tabs.findIndex((tab) => tab.value === value)
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key]
    const tab = next === undefined ? undefined : tabs.at(next % tabs.length)
    if (!tab) return
    event.preventDefault()
    onChange(tab.value)
    list.current?.querySelector<HTMLElement>(`[data-value="${tab.value}"]`)?.focus()
  }

  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="grid auto-cols-fr grid-flow-col rounded-[8px] bg-surface-sunken p-0.5 inset-ring inset-ring-line"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            data-value={tab.value}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
            onKeyDown={handleKeyDown}
            className="h-8 rounded-control px-2.5 font-medium whitespace-nowrap text-ink-muted hover:text-ink aria-selected:bg-chosen aria-selected:text-ink aria-selected:ring aria-selected:ring-line"
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-label={label}>
        {children}
      </div>
    </>
  )
}
