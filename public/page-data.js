// Passes the responses that the gateway embedded in the page to the app, in the format of early-requests.js. Runs
// before the app's script.
;(function () {
  // support.js hides the overview if another page will open. That page must render from scratch, so the overview is
  // removed.
  if (document.documentElement.style.visibility === 'hidden') {
    document.getElementById('root').textContent = ''
  }
  var elements = document.querySelectorAll('script[data-request]')
  if (!elements.length) return
  var visit = performance.getEntriesByType('navigation')[0]
  var start = performance.timeOrigin
  var responses = (window.headroomEarlyResponses = {})
  for (var i = 0; i < elements.length; i++) add(elements[i])

  function add(element) {
    responses[element.getAttribute('data-request')] = Promise.resolve({
      response: new Response(null, { headers: { date: element.getAttribute('data-date') } }),
      text: element.textContent,
      sentAt: start + visit.requestStart,
      receivedAt: start + (visit.responseEnd || performance.now()),
      at: Number(element.getAttribute('data-at')),
    })
  }
})()
