// Old browsers run this file too, so it uses only ES5 syntax and checks features before it uses them.
;(function () {
  // Applies the stored theme before the first paint, so that the page never flashes in another theme. The values are written
  // by src/app/theme.ts and, on displays, by src/display-app/screens/board-screen.tsx.
  var isDisplay = /^\/display(\/|$)/.test(location.pathname)
  var root = document.documentElement
  try {
    if (isDisplay) {
      var look = localStorage.getItem('headroom.display.look')
      root.setAttribute('data-display', look || 'dark')
      root.setAttribute('data-theme', look === 'light' ? 'light' : 'dark')
      root.style.background = { light: '#fff', black: '#000' }[look] || '#0a0c10'
    } else {
      var pinned = localStorage.getItem('headroom.theme')
      if (pinned === 'light' || pinned === 'dark') root.setAttribute('data-theme', pinned)
      // Hides the overview in the gateway's HTML where src/app/start-page.ts opens another page.
      if (
        location.pathname + location.search === '/' &&
        (localStorage.getItem('headroom.start') || localStorage.getItem('headroom.place'))
      ) {
        root.style.visibility = 'hidden'
        document.addEventListener('DOMContentLoaded', function () {
          root.style.visibility = ''
        })
      }
    }
  } catch (error) {
    // If storage is blocked, the system theme applies.
  }

  // Keep the versions in sync with src/display-app/screens/minimum-browsers.ts.
  var tooOld = 'Headroom needs a newer browser: Chrome 116, Firefox 124 or Safari 17.4, or later.'
  var minute = 60000

  function isSupported() {
    return (
      'noModule' in document.createElement('script') &&
      typeof AbortSignal === 'function' &&
      typeof AbortSignal.any === 'function' &&
      typeof Array.prototype.toSorted === 'function' &&
      !!window.CSS &&
      CSS.supports('width', '1cqmin') &&
      CSS.supports('color', 'color-mix(in oklab, red, blue)')
    )
  }

  /** Replaces the page content with a message. */
  function say(words) {
    if (!document.body) return document.addEventListener('DOMContentLoaded', sayAgain)
    document.body.textContent = ''
    var paragraph = document.createElement('p')
    paragraph.setAttribute('role', 'alert')
    paragraph.style.cssText = 'margin: 10vh 10vw; font: 600 4vmin/1.3 sans-serif'
    paragraph.textContent = words
    document.body.appendChild(paragraph)
    function sayAgain() {
      say(words)
    }
  }

  if (!isSupported()) return say(tooOld)
  if (!isDisplay) return void setTimeout(markOldNumbers, minute / 4)

  /** Marks the numbers in the gateway's HTML if the app has not started, because nothing updates them. */
  function markOldNumbers() {
    var old = document.querySelector('#root[data-at]')
    if (!old) return
    var main = old.querySelector('main')
    if (main) main.style.opacity = 0.4
    var note = document.createElement('p')
    note.setAttribute('role', 'alert')
    note.style.cssText = 'padding: 16px; font-weight: 600'
    note.textContent =
      'These numbers aren\u2019t updating because the page didn\u2019t finish loading. Check your connection, then reload the page.'
    old.insertBefore(note, old.firstChild)
  }

  // Displays are unattended, so a display whose files fail to load reloads the page: first immediately, then every five
  // minutes, and only when the server responds.
  var waiting = false

  function arrivedByReload() {
    var navigation = performance.getEntriesByType('navigation')[0]
    return !!navigation && navigation.type === 'reload'
  }

  function reloadWhenThere() {
    var probe = new XMLHttpRequest()
    probe.open('GET', location.href)
    probe.setRequestHeader('Accept', 'text/html')
    probe.timeout = 20000
    probe.onload = function () {
      if (probe.status === 200) location.reload()
      else setTimeout(reloadWhenThere, minute)
    }
    probe.onerror = probe.ontimeout = function () {
      setTimeout(reloadWhenThere, minute)
    }
    probe.send()
  }

  function fileMissing() {
    // Once the display is rendered, its own recovery takes over.
    if (waiting || document.querySelector('.display')) return
    waiting = true
    var wait = arrivedByReload() ? Math.max(0, 5 * minute - performance.now()) : 0
    if (wait > 0) {
      say('Part of this page couldn\u2019t be loaded. It will reload in five minutes.')
    }
    setTimeout(reloadWhenThere, wait)
  }

  window.addEventListener('vite:preloadError', fileMissing)
  function resourceFailed(event) {
    var target = event.target
    if (target && (target.tagName === 'SCRIPT' || target.tagName === 'LINK')) fileMissing()
  }
  window.addEventListener('error', resourceFailed, true)
})()
