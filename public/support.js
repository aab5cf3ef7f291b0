// Old browsers run this file too, so it uses only ES5 syntax and checks features before it uses them.
;(function () {
  // Applies the theme that src/app/theme.ts stored before the first paint, so that the page never flashes in another theme.
  try {
    var pinned = localStorage.getItem('headroom.theme')
    if (pinned === 'light' || pinned === 'dark')
      document.documentElement.setAttribute('data-theme', pinned)
  } catch (error) {
    // If storage is blocked, the system theme applies.
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

  if (!isSupported()) say(tooOld)
})()
