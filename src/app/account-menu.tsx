import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleHelp, CircleUser, History, Keyboard, LogOut, Settings } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { identityName } from '#src/data/session/identity.ts'
import { sessionQuery } from '#src/data/session/queries.ts'
import { signOut } from '#src/features/sign-in/sign-in.ts'
import { formatDuration } from '#src/format/durations.ts'
import { Link } from '#src/lib/navigation.tsx'
import { usePlaceQuery } from '#src/lib/place-query.ts'
import { paths } from '#src/lib/routes.ts'
import { confirmDiscarding } from '#src/lib/unsaved-changes.ts'
import { Button } from '#src/components/ui/button.tsx'
import { SegmentedControl } from '#src/components/ui/segmented-control.tsx'
import { themes, useTheme, type Theme } from './theme.ts'
import { Popover } from '#src/components/ui/popover.tsx'
import * as text from '#messages/account.ts'
import { metrics as metricsPage, settings as settingsPage } from '#messages/app.ts'
import { pastDay as replayPage } from '#messages/replay.ts'
import { title as shortcutsTitle } from '#messages/shortcuts.ts'

const themeLabels: Record<Theme, string> = {
  system: text.systemTheme,
  light: text.lightTheme,
  dark: text.darkTheme,
}

const pageLinks = [
  { path: paths.replay, name: replayPage, icon: History },
  { path: paths.settings, name: settingsPage, icon: Settings },
  { path: paths.metrics, name: metricsPage, icon: CircleHelp },
] as const

type AccountMenuProps = { onShowShortcuts: () => void }

function AccountPanel({ onShowShortcuts }: AccountMenuProps) {
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery())
  const [theme, setTheme] = useTheme()
  const [signOutFailed, setFailed] = useState(false)
  const placeQuery = usePlaceQuery()

  async function handleSignOut(menu: HTMLElement | null) {
    setFailed(false)
    try {
      await signOut(client)
    } catch {
      setFailed(true)
      // A question about unsaved changes may have closed the menu.
      menu?.togglePopover(true)
    }
  }

  return (
    <>
      {session?.signedIn && (
        <p className="mb-4">
          <span className="block font-medium">{identityName(session.identity)}</span>
          <span className="text-ink-muted">
            {session.until === null ? (
              text.renewsAutomatically
            ) : (
              <SessionEnd at={Date.parse(session.until)} />
            )}
          </span>
        </p>
      )}
      <p className="mb-1.5 text-ink-muted">{text.themeLabel}</p>
      <SegmentedControl
        label={text.themeLabel}
        className="mb-4 w-full"
        segments={themes.map((value) => ({ value, label: themeLabels[value] }))}
        value={theme}
        onChange={setTheme}
      />
      <Button
        className="mb-2 w-full"
        onClick={(event) => {
          closePopover(event.currentTarget)
          onShowShortcuts()
        }}
      >
        <Keyboard className="size-4" strokeWidth={1.5} aria-hidden="true" />
        {shortcutsTitle}
      </Button>
      {pageLinks.map(({ path, name, icon: Icon }) => (
        <Link
          key={path}
          href={path + placeQuery}
          onClick={(event) => closePopover(event.currentTarget)}
          className="mb-2 flex h-8 w-full items-center justify-center gap-1.5 rounded-control border border-line bg-surface-raised px-3 font-medium whitespace-nowrap hover:bg-surface-sunken"
        >
          <Icon className="size-4" strokeWidth={1.5} aria-hidden="true" />
          {name}
        </Link>
      ))}
      <Button
        className="w-full"
        onClick={({ currentTarget }) => {
          const menu = findPopover(currentTarget)
          confirmDiscarding(() => void handleSignOut(menu))
        }}
      >
        <LogOut className="size-4" strokeWidth={1.5} aria-hidden="true" />
        {text.signOutButton}
      </Button>
      {signOutFailed && (
        <p role="alert" className="mt-2 text-over-ink">
          {text.signOutFailed}
        </p>
      )}
    </>
  )
}

const findPopover = (inside: Element) => inside.closest<HTMLElement>('[popover]')
const closePopover = (inside: Element) => findPopover(inside)?.hidePopover()

/**
 * Shows the remaining time of the session instead of its end, which could be misread next to times in a building's time
 * zone.
 */
function SessionEnd({ at }: { at: number }) {
  return useServerClock(
    useCallback((now: number) => text.signedInFor(formatDuration(at - now)), [at]),
  )
}

export function AccountMenu({ onShowShortcuts }: AccountMenuProps) {
  return (
    <Popover
      label={text.title}
      buttonLabel={text.title}
      buttonClassName="grid size-8 place-items-center rounded-control max-[20rem]:ml-auto text-ink-muted hover:bg-selected hover:text-ink"
      className="w-72"
      button={<CircleUser className="size-4.5" strokeWidth={1.5} aria-hidden="true" />}
    >
      <AccountPanel onShowShortcuts={onShowShortcuts} />
    </Popover>
  )
}
