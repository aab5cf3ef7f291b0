import { ArrowDown, ArrowUp } from 'lucide-react'
import type { UsualLabel as Label } from '#src/format/usual-labels.ts'
import { above, below, inParentheses } from '#messages/usual.ts'

const iconProps = { className: 'size-4 flex-none', strokeWidth: 1.5, 'aria-hidden': true } as const

/** How the occupancy of a room compares with its usual occupancy, with an arrow if the room is busier or quieter. */
export function UsualLabel({ label }: { label: Label }) {
  switch (label.kind) {
    case 'busier':
    case 'quieter': {
      const Icon = label.kind === 'busier' ? ArrowUp : ArrowDown
      return (
        <span className="inline-flex items-center gap-1.5 text-ink">
          <Icon {...iconProps} />
          <span className="font-medium">{label.label}</span>{' '}
          <span className="text-ink-muted">{inParentheses(label.range)}</span>
        </span>
      )
    }
    case 'usual':
      return <span className="text-ink-muted">{label.label}</span>
    case 'unknown':
      return <span className="text-ink-faint">{label.label}</span>
  }
}

/** By how many people a room is busier than usual, or quieter if negative. */
export function UsualDifference({ difference }: { difference: number }) {
  const Icon = difference > 0 ? ArrowUp : ArrowDown
  return (
    <span className="inline-flex items-center gap-1 font-medium text-ink">
      <Icon {...iconProps} />
      {difference > 0 ? above(difference) : below(-difference)}
    </span>
  )
}
