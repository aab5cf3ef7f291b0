import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { Button } from '#src/ui/button.tsx'
import { scaleBar } from './scale-bar.ts'

const icon = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

/** Under the plan: how long a metre is, and zoom for those who do not use wheel, fingers or keys. */
export function CanvasFoot({
  scale,
  zoomBy,
  whole,
}: {
  /** Pixels per metre. */
  scale: number
  zoomBy: (factor: number) => void
  whole: () => void
}) {
  const bar = scaleBar(scale)
  return (
    <div className="flex flex-wrap items-center gap-1 px-3 pb-3 text-ink-muted md:px-6">
      <span className="mr-auto flex items-center gap-2">
        <span
          aria-hidden="true"
          className="h-1.5 border-x border-b border-line-strong"
          style={{ width: bar.width }}
        />
        {bar.metres} m
      </span>
      <Button look="quiet" aria-label="Zoom in" onClick={() => zoomBy(1.5)}>
        <ZoomIn {...icon} />
      </Button>
      <Button look="quiet" aria-label="Zoom out" onClick={() => zoomBy(1 / 1.5)}>
        <ZoomOut {...icon} />
      </Button>
      <Button look="quiet" onClick={whole}>
        <Maximize {...icon} />
        <span className="max-md:sr-only">Whole floor</span>
      </Button>
    </div>
  )
}
