// Old browsers read this too: ES5 only, and nothing that fails where it is missing.
;(function () {
  // The versions are those of src/display-app/screens/minimum-browsers.ts.
  var tooOld =
    'Headroom needs a newer browser: Chrome 116, Firefox 124 or Safari 17.4, or a later one.'
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

  /** Puts a sentence in the place of everything else. */
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
  if (!/^\/display(\/|$)/.test(location.pathname)) return

  // A display whose files cannot be loaded is touched by nobody, so it loads itself again: once at once, and then every
  // five minutes, each time only when the page can be had.
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
    // What is drawn already looks after itself.
    if (waiting || document.querySelector('.display')) return
    waiting = true
    var wait = arrivedByReload() ? Math.max(0, 5 * minute - performance.now()) : 0
    if (wait > 0) {
      say('A part of this page could not be loaded. It is loaded again in five minutes.')
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
