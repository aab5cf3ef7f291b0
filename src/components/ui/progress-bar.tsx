import './progress-bar.css'

/** @param label accessible name */
export function ProgressBar({ label, max, value }: { label: string; max: number; value: number }) {
  return <progress aria-label={label} className="progress-bar" max={max} value={value} />
}
