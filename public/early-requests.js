// Sends the first requests of the staff app while the app's script is still loading. src/lib/api/request.ts passes the
// responses to the app. Old browsers run this file too, so it uses only ES5 syntax and checks features before it uses
// them.
;(function () {
  if (!window.AbortSignal || !AbortSignal.timeout) return

  var responses = (window.headroomEarlyResponses = {})

  function deviceNow() {
    return performance.timeOrigin + performance.now()
  }

  /** Sends one request. Methods, paths and bodies must match src/data, which src/app/first-screen.test.ts checks. */
  function send(method, path, body) {
    var sentAt = deviceNow()
    var json = JSON.stringify(body)
    var response = fetch(path, {
      method: method,
      headers: { 'content-type': 'application/json' },
      body: json,
      signal: AbortSignal.timeout(20000),
      cache: 'no-store',
      redirect: 'error',
    }).then(function (received) {
      var receivedAt = deviceNow()
      return received.text().then(function (text) {
        return { response: received, text: text, sentAt: sentAt, receivedAt: receivedAt }
      })
    })
    // The app sends a request again if its early response is null.
    responses[method + ' ' + path + ' ' + (json || '')] = response['catch'](function () {
      return null
    })
    return response
  }

  send('GET', '/api/session').then(
    function (session) {
      if (!/"signedIn":true/.test(session.text)) return
      send('POST', '/api/v3/reporting', {
        group_by: { order: ['room_id', 'mac_address'] },
        window: { every: '1s', function: 'max' },
        filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
      })
      send('POST', '/api/v3/graphql', { document: 'places' })
      send('POST', '/api/v3/graphql', { document: 'sensors' })
      send('GET', '/api/overrides')
    },
    function () {},
  )
})()
