import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { scaleBar } from '#src/domain/floor-plan/canvas-fit.ts'
import { Button } from '#src/components/ui/button.tsx'

const icon = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

/** Below the plan: the scale bar, and buttons to zoom without wheel, fingers or keys. */
export function CanvasFoot({
  scale,
  zoomBy,
  whole,
}: {
  /** Pixels per metre; null where the plan is not to scale. */
  scale: number | null
  zoomBy: (factor: number) => void
  whole: () => void
}) {
  const bar = scale === null ? null : scaleBar(scale)
  return (
    <div className="flex flex-wrap items-center gap-1 px-3 pb-3 text-ink-muted md:px-6">
      <span className="mr-auto flex items-center gap-2">
        {bar && (
          <>
            <span
              aria-hidden="true"
              className="h-1.5 border-x border-b border-line-strong"
              style={{ width: bar.width }}
            />
            {bar.metres} m
          </>
        )}
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
