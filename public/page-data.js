// Passes to the app the responses that the gateway embedded in the page, in the form that early-requests.js uses. Runs
// before the app's script.
;(function () {
  // If support.js hid the overview because another page opens, removes the overview: the app renders that page from
  // scratch.
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
