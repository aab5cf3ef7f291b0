import type { ComponentProps } from 'react'
import { Link } from './navigation.tsx'
import { closePanel, type UrlPanel } from './panel-history.ts'

/** A link that closes a panel (see `closePanel`). In a new tab, it opens the page below the panel. */
export function ClosePanelLink({
  panel,
  ...props
}: { panel: UrlPanel } & ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      onClick={(event) => {
        event.preventDefault()
        closePanel(panel, props.href)
      }}
    />
  )
}
