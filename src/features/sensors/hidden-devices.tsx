import { Button } from '#src/components/ui/button.tsx'

/** How many devices are left out and why, and the switch that shows them; nothing where none is. */
export function HiddenDevices({
  words,
  shown,
  onShow,
}: {
  words: string
  shown: boolean
  onShow: (shown: boolean) => void
}) {
  if (words === '') return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 pb-2 text-ink-muted">
      {words} {shown ? 'shown' : 'hidden'}
      <Button look="quiet" aria-pressed={shown} onClick={() => onShow(!shown)}>
        {shown ? 'Hide them' : 'Show them'}
      </Button>
    </p>
  )
}
