import { currentHref, readTrail } from './history-trail.ts'
import { beforePop } from './navigation.tsx'

/** A form with unsaved changes. */
type UnsavedForm = {
  /** Returns whether the form stays open, with its changes, at a URL of the app. */
  staysOpen: (href: string) => boolean
  /** Asks the user whether to discard the changes, and calls `leave` if so. */
  ask: (leave: () => void) => void
}

const forms = new Set<UnsavedForm>()

/** Asks before the user leaves a form with unsaved changes. Returns a function to call after they are saved. */
export function protectChanges(form: UnsavedForm): () => void {
  watchNavigation()
  forms.add(form)
  window.addEventListener('beforeunload', preventUnload)
  return () => {
    forms.delete(form)
    if (forms.size === 0) window.removeEventListener('beforeunload', preventUnload)
  }
}

/** Calls `leave`, but asks first if a form with unsaved changes would close at a URL of the app. */
export function confirmLeaving(href: string, leave: () => void): void {
  const form = findClosingForm(href)
  if (form) form.ask(leave)
  else leave()
}

/** Calls `leave`, but asks first if a form has unsaved changes, even if it would stay open at the same URL. */
export function confirmDiscarding(leave: () => void): void {
  const [form] = forms
  if (form) form.ask(leave)
  else leave()
}

/** Calls `leave` without asking about unsaved changes. */
export function leaveWithoutAsking(leave: () => void): void {
  forms.clear()
  window.removeEventListener('beforeunload', preventUnload)
  leave()
}

function findClosingForm(href: string): UnsavedForm | undefined {
  return [...forms].find((form) => !form.staysOpen(href))
}

function preventUnload(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

let isWatching = false

/** Watches, from the first unsaved change on, everything that changes the URL of the page. */
function watchNavigation(): void {
  if (isWatching) return
  isWatching = true
  const { history } = window
  let shownHref = currentHref()

  // All navigation within the app calls one of these two methods.
  for (const method of ['pushState', 'replaceState'] as const) {
    const change = history[method].bind(history)
    history[method] = (state: unknown, unused, url) => {
      const leave = () => {
        change(state, unused, url)
        shownHref = currentHref()
      }
      if (url === undefined || url === null) return leave()
      const { pathname, search } = new URL(url, window.location.href)
      confirmLeaving(pathname + search, leave)
    }
  }

  beforePop.run = () => {
    const href = currentHref()
    if (findClosingForm(href) === undefined) {
      shownHref = href
      return
    }
    // The browser has already changed the URL. A new entry restores it without telling the router. Going forward
    // instead would be asynchronous, and the page could render the other URL in the meantime.
    History.prototype.pushState.call(history, [...readTrail(), href], '', shownHref)
    confirmLeaving(href, () => history.back())
  }
}
