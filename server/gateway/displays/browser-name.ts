const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d{1,4})/],
  ['Opera', /\bOPR\/(\d{1,4})/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d{1,4})/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d{1,4})/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d{1,4})/],
  ['Safari', /\bVersion\/(\d{1,4})\S* (?:Mobile\/\S+ )?Safari\//],
] as const

const systems = [
  ['Windows', /\bWindows\b/],
  ['iPadOS', /\biPad\b/],
  ['iOS', /\b(?:iPhone|iPod)\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac(?:intosh| OS X)\b/],
  ['Linux', /\bLinux\b/],
] as const

/** TVs and streaming sticks, which people recognise by device, not by browser. */
const devices = [
  ['Samsung TV (Tizen)', /\bTizen\b/],
  ['LG TV (webOS)', /\b(?:Web0S|webOS)\b/i],
  ['Sony TV', /\bBRAVIA\b/i],
  ['Fire TV', /\bAFT[A-Z0-9]{1,8}\b/],
  ['Chromecast', /\bCrKey\b/],
  ['Android TV', /\b(?:Android TV|Google TV|GoogleTV)\b/],
] as const

/** Number of characters of the header that are examined. */
const maxHeaderLength = 512

/**
 * Returns a short, readable name of a browser, such as `Chrome 126 on Linux` or `LG TV (webOS)`. Only the digits of the
 * version come from the header, so arbitrary text from a client is never shown.
 *
 * @param userAgent the header `User-Agent` (RFC 9110, section 10.1.5)
 */
export function browserName(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, maxHeaderLength)
  const device = devices.find(([, pattern]) => pattern.test(text))
  if (device) return device[0]
  const system = systems.find(([, pattern]) => pattern.test(text))?.[0]
  const browser = browsers
    .map(([name, pattern]) => ({ name, version: pattern.exec(text)?.[1] }))
    .find(({ version }) => version !== undefined)
  const name = browser ? `${browser.name} ${browser.version}` : 'an unknown browser'
  return system === undefined ? name : `${name} on ${system}`
}
