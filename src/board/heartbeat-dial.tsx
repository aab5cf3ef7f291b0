import { clsx } from 'clsx'
import './dial.css'

/**
 * A dial with only a second hand, which follows the server's time and shows that the page is running. On a stopped
 * board, the hand does not move, and is hollow and dashed.
 */
export function HeartbeatDial({
  seconds,
  stopped = false,
}: {
  seconds: number
  stopped?: boolean
}) {
  return (
    <svg
      className={clsx('board-dial', stopped && 'board-dial-stopped')}
      viewBox="0 0 100 100"
      aria-hidden="true"
    >
      {hourMarks.map((hour) => (
        <line
          key={hour}
          className="board-dial-mark"
          x1="50"
          y1={hour % 3 === 0 ? 4 : 5}
          x2="50"
          y2={hour % 3 === 0 ? 17 : 11}
          transform={`rotate(${hour * 30} 50 50)`}
        />
      ))}
      <g className="board-dial-hand" transform={`rotate(${(seconds % 60) * 6} 50 50)`}>
        <line x1="50" y1="66" x2="50" y2="22" />
        <circle cx="50" cy="22" r="8.5" />
      </g>
    </svg>
  )
}

const hourMarks = Array.from({ length: 12 }, (_, hour) => hour)
