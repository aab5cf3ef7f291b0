import { clsx } from 'clsx'
import { useId } from 'react'

/** An edge inside a room's walls: of a line as wide again, its neighbours would cover the half. */
export function RoomFrame({ path, className }: { path: string; className: string }) {
  const id = useId()
  return (
    <>
      <clipPath id={id}>
        <path d={path} />
      </clipPath>
      <path
        d={path}
        strokeWidth="5"
        vectorEffect="non-scaling-stroke"
        clipPath={`url(#${id})`}
        className={clsx('fill-none', className)}
      />
    </>
  )
}
