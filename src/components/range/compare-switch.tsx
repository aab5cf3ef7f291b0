import './compare-switch.css'
import type { ReactNode } from 'react'

/**
 * Switches the comparison with an earlier period on and off.
 *
 * @param children the accessible name
 */
export function CompareSwitch({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      className="compare-switch"
      onClick={() => onChange(!isOn)}
    >
      <i aria-hidden="true" />
      {children}
    </button>
  )
}
