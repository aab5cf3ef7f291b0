import { useState } from 'react'
import './board-logo.css'

/**
 * The logo in the header of a board. An image that fails to load, for example during an outage, is hidden and loaded
 * again every minute.
 *
 * @param minuteAt the current minute, Unix milliseconds
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
