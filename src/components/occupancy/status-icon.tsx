import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** Shapes that are shown beside a label, so that states do not depend on colour alone. */
export type StatusIconShape =
  'ring' | 'half' | 'three-quarters' | 'disc' | 'triangle' | 'dots' | 'clock'

const ring = <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />

const shapes: Record<StatusIconShape, ReactNode> = {
  ring,
  half: (
    <>
      {ring}
      <path d="M8 1.75a6.25 6.25 0 0 0 0 12.5z" fill="currentColor" />
    </>
  ),
  'three-quarters': (
    <>
      {ring}
      <path d="M8 8V1.75A6.25 6.25 0 1 1 1.75 8z" fill="currentColor" />
    </>
  ),
  disc: <circle cx="8" cy="8" r="7" fill="currentColor" />,
  triangle: (
    <path
      d="M8 2.2 14.6 13.6H1.4z"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    />
  ),
  dots: (
    <>
      <circle cx="2.5" cy="8" r="1.5" fill="currentColor" />
      <circle cx="8" cy="8" r="1.5" fill="currentColor" />
      <circle cx="13.5" cy="8" r="1.5" fill="currentColor" />
    </>
  ),
  clock: (
    <>
      {ring}
      <path
        d="M8 4.5V8l2.4 1.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
}

/** A 16 px shape in the current text colour. Decorative, because it has a label beside it. */
export function StatusIcon({
  shape,
  className,
  ...props
}: { shape: StatusIconShape } & Omit<ComponentProps<'svg'>, 'children'>) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={clsx('block size-4 flex-none', className)}
      {...props}
    >
      {shapes[shape]}
    </svg>
  )
}
