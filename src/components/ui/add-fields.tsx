import type { ReactNode } from 'react'

/**
 * Fields within a form that add an item to a list. Enter adds the item instead of submitting the form, and so does leaving
 * the fields, so that saving the form does not lose what was typed.
 *
 * @param label accessible name
 * @param isEmpty whether there is nothing to add
 * @param onAdd `isLeaving`: whether the focus is moving to another element, where it must stay
 */
export function AddFields({
  label,
  isEmpty,
  onAdd,
  className,
  children,
}: {
  label: string
  isEmpty: boolean
  onAdd: (isLeaving: boolean) => void
  className: string
  children: ReactNode
}) {
  return (
    // The events bubble from the fields, which are interactive.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={label}
      className={className}
      onKeyDown={(event) => {
        const isTyping = event.target instanceof HTMLInputElement
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isTyping) return
        event.preventDefault()
        if (!isEmpty) onAdd(false)
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!isEmpty && !currentTarget.contains(relatedTarget)) onAdd(true)
      }}
    >
      {children}
    </div>
  )
}
