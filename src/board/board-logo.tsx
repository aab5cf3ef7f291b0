import { useState } from 'react'
import './board-logo.css'

/**
 * The logo in a board's header. An image that fails to load is hidden, and loaded again in the next minute.
 *
 * @param minuteAt start of the current minute in Unix milliseconds
 */
export function BoardLogo({ url, minuteAt }: { url: string; minuteAt: number }) {
  const [failedAt, setFailedAt] = useState<number | null>(null)
  if (failedAt === minuteAt) return null
  return (
    <img
      className="board-logo"
      src={url}
      alt=""
      onLoad={() => setFailedAt(null)}
      onError={() => setFailedAt(minuteAt)}
    />
  )
}
