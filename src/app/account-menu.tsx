import { CircleUser } from 'lucide-react'
import { Popover } from '#src/components/ui/popover.tsx'
import { AccountPanel } from './account-panel.tsx'

/** Opens what concerns the reader: the account, the theme, the way out. */
export function AccountMenu() {
  return (
    <Popover
      label="Account"
      buttonLabel="Account"
      buttonClassName="grid size-8 place-items-center rounded-control text-ink-muted hover:bg-selected hover:text-ink"
      className="w-72"
      button={<CircleUser className="size-[18px]" strokeWidth={1.5} aria-hidden="true" />}
    >
      <AccountPanel />
    </Popover>
  )
}
