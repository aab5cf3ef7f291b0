import { useState, type ComponentProps } from 'react'
import { Button } from './button.tsx'

/**
 * A button that saves a change, and states why that failed.
 *
 * @param onSave resolves with an error message; null after success
 */
export function SaveButton({
  onSave,
  ...props
}: { onSave: () => Promise<string | null> } & Omit<ComponentProps<typeof Button>, 'onClick'>) {
  const [error, setError] = useState<string | null>(null)
  return (
    <>
      <Button {...props} onClick={() => void onSave().then(setError)} />
      {error !== null && (
        <span role="alert" className="text-over-ink">
          {error}
        </span>
      )}
    </>
  )
}
