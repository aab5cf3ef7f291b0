// Old browsers run this file too, so it uses only ES5 syntax and checks features before it uses them.
;(function () {
  var root = document.documentElement
  // Applies the theme that src/app/theme.ts stored before the first paint, so that no other theme flashes.
  try {
    var pinned = localStorage.getItem('headroom.theme')
    if (pinned === 'light' || pinned === 'dark') root.setAttribute('data-theme', pinned)
    // Hides the overview in the gateway's HTML if src/app/start-page.ts will open another page.
    if (
      location.pathname + location.search === '/' &&
      (localStorage.getItem('headroom.start') || localStorage.getItem('headroom.place'))
    ) {
      root.style.visibility = 'hidden'
      document.addEventListener('DOMContentLoaded', function () {
        root.style.visibility = ''
      })
    }
  } catch (error) {
    // If storage is blocked, the page uses the system theme.
  }

  // Displays support older browsers and have their own script, public-display/support.js.
  var tooOld = 'Headroom needs a newer browser: Chrome 116, Firefox 124 or Safari 17.4, or later.'

  function isSupported() {
    return (
      'noModule' in document.createElement('script') &&
      typeof AbortSignal === 'function' &&
      typeof AbortSignal.any === 'function' &&
      typeof Array.prototype.toSorted === 'function' &&
      !!window.CSS &&
      CSS.supports('color', 'color-mix(in oklab, red, blue)')
    )
  }

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
  setTimeout(markOldNumbers, 15000)

  /**
   * Dims the numbers in the gateway's HTML and adds a warning if the app has not started, because nothing updates the
   * numbers.
   */
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
})()
