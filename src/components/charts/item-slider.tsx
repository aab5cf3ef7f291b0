import type { CSSProperties, KeyboardEvent } from 'react'

/** Returns the next index for a key. `last` is the index of the last item. */
type KeyStep = (index: number, last: number) => number

/** The steps for items in a single row. */
const rowKeySteps: Readonly<Record<string, KeyStep>> = {
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  PageDown: (index) => index - 10,
  PageUp: (index) => index + 10,
  Home: () => 0,
  End: (_, last) => last,
}

export type ItemSliderProps = {
  label: string
  count: number
  index: number | null
  start?: number
  valueText: (index: number) => string
  onSelect: (index: number | null) => void
  keySteps?: Readonly<Record<string, KeyStep>>
  outline: Pick<CSSProperties, 'left' | 'top' | 'width' | 'height'>
}

/**
 * The crosshair of a chart for keyboards and screen readers: a native slider over its items. Screen readers announce
 * the value text when it changes, so no live region is needed. The parent element must be positioned and as large as
 * the chart.
 *
 * @param label accessible name of the slider
 * @param index the selected item; null if none is selected, so that the slider is at `start`
 * @param valueText returns the values of an item as text
 * @param outline position of the focus outline in the chart
 */
export function ItemSlider({
  label,
  count,
  index,
  start = count - 1,
  valueText,
  onSelect,
  keySteps = rowKeySteps,
  outline,
}: ItemSliderProps) {
  if (count === 0) return null
  const last = count - 1
  const current = index ?? start
  const select = (next: number) => onSelect(Math.min(Math.max(next, 0), last))
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && index !== null) {
      // The first Escape hides the crosshair. Only the next one may close the panel around the chart.
      event.stopPropagation()
      event.preventDefault()
      onSelect(null)
    }
    const keyStep = keySteps[event.key]
    if (!keyStep || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    select(keyStep(current, last))
  }
  return (
    <>
      <input
        type="range"
        className="peer pointer-events-none absolute inset-0 size-full opacity-0 print:hidden"
        aria-label={label}
        aria-valuetext={valueText(current)}
        min={0}
        max={last}
        value={current}
        onChange={(event) => select(event.target.valueAsNumber)}
        onKeyDown={handleKeyDown}
        onFocus={() => select(current)}
        onBlur={() => onSelect(null)}
      />
      <span
        className="pointer-events-none absolute rounded-sm outline-accent peer-focus-visible:outline-2 print:hidden"
        style={outline}
      />
    </>
  )
}
