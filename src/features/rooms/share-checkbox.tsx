import { useId } from 'react'
import * as text from '#messages/saved-views.ts'

/** A checkbox that shares a view, and an explanation of who sees it. */
export function ShareCheckbox({
  checked,
  onChange,
  siteNames,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  siteNames: readonly string[]
}) {
  const hintId = useId()
  return (
    <div className="saved-views-share">
      <label>
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={hintId}
        />
        {text.shareWithSites(siteNames)}
      </label>
      <p id={hintId} hidden={!checked}>
        {text.sharingHint}
      </p>
    </div>
  )
}
