import type { CSSProperties } from 'react'

/** How full a room is: the mark is its capacity, at 80 % of the slot. Without a capacity a plain line. */
export function BoardBar({ level }: { level: number | null }) {
  if (level === null) return <div className="board-bar board-plain" aria-hidden="true" />
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--level': Math.min(level, 1.25).toFixed(3),
  }
  return (
    <div className="board-bar" style={style} aria-hidden="true">
      {level > 0 && <i />}
    </div>
  )
}
