// Runs before the display app in browsers of any age, so it uses only ES5 syntax and checks features before it uses
// them.
;(function () {
  var root = document.documentElement
  var look = null
  try {
    // The display app stores this value (src/display-app/screens/board-screen.tsx).
    look = localStorage.getItem('headroom.display.look')
  } catch (error) {
    // If storage is blocked, the page starts in the dark theme.
  }
  // Applies the board's colours before the first paint, so that a reload does not flash.
  root.setAttribute('data-display', look || 'dark')
  root.setAttribute('data-theme', look === 'light' ? 'light' : 'dark')
  root.style.background = { light: '#fff', black: '#000' }[look] || '#0a0c10'

  /**
   * Returns whether the browser has features that were added in Chromium 76, Firefox 71 and Safari 14. Firefox 71 to 77
   * are not supported, but pass this check.
   */
  function isSupported() {
    return (
      'noModule' in document.createElement('script') &&
      typeof Promise.allSettled === 'function' &&
      typeof Blob.prototype.text === 'function'
    )
  }

  /** Runs a task once the document is parsed, before deferred scripts run. */
  function whenRead(task) {
    if (document.readyState !== 'loading') return task()
    document.addEventListener('readystatechange', function read() {
      document.removeEventListener('readystatechange', read)
      task()
    })
  }

  /** Returns the name and version of the browser, such as `Chrome 63`, or null if they are unknown. */
  function browserName() {
    var patterns = [
      [/Firefox\/(\d+)/, 'Firefox'],
      [/Chrome\/(\d+)/, 'Chrome'],
      [/Version\/(\d+(\.\d+)?).*Safari/, 'Safari'],
      [/Trident\/.*rv:(\d+)|MSIE (\d+)/, 'Internet Explorer'],
    ]
    for (var index = 0; index < patterns.length; index += 1) {
      var found = patterns[index][0].exec(navigator.userAgent)
      if (found) return patterns[index][1] + ' ' + (found[1] || found[2])
    }
    return null
  }

  /** Replaces the app with the notice from src/messages/<language>/old-browser.html. */
  function showNotice() {
    var name = browserName()
    var app = document.getElementById('root')
    var notice = document.getElementById('old-browser')
    if (name) document.getElementById('browser-version').textContent = name
    app.parentNode.removeChild(app)
    notice.removeAttribute('hidden')
  }

  if (!isSupported()) {
    root.style.background = '#0a0c10'
    // The styles are in a separate file, because only old browsers need them.
    var sheet = document.createElement('link')
    sheet.rel = 'stylesheet'
    sheet.href = '/display/old-browser.css'
    document.getElementsByTagName('head')[0].appendChild(sheet)
    return whenRead(showNotice)
  }

  // Displays are unattended, so the page reloads if one of its files fails to load: immediately the first time, then
  // every five minutes. It reloads only while the server responds.
  var minute = 60000
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

  function say(words) {
    whenRead(function () {
      document.body.textContent = ''
      var paragraph = document.createElement('p')
      paragraph.setAttribute('role', 'alert')
      paragraph.style.cssText = 'margin: 10vh 10vw; font: 600 4vmin/1.3 sans-serif'
      paragraph.style.color = look === 'light' ? '#14181f' : '#f3f2ee'
      paragraph.textContent = words
      document.body.appendChild(paragraph)
    })
  }

  function fileMissing(event) {
    var name = event.target && event.target.tagName
    if (name !== 'SCRIPT' && name !== 'LINK') return
    // Once the board is rendered, the display app handles its own recovery.
    if (waiting || document.querySelector('.display')) return
    waiting = true
    var wait = arrivedByReload() ? Math.max(0, 5 * minute - performance.now()) : 0
    if (wait > 0) {
      say('Part of this page couldn\u2019t be loaded. It will reload in five minutes.')
    }
    setTimeout(reloadWhenThere, wait)
  }

  window.addEventListener('error', fileMissing, true)
})()
