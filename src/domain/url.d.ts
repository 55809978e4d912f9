/**
 * The part of the WHATWG URL standard that pure rules need: parsing, which reads nothing and does nothing. The domain
 * is compiled without the types of any runtime, so that it can name neither a network nor a clock.
 */
declare class URL {
  static canParse(url: string): boolean
  constructor(url: string)
  readonly href: string
  readonly hostname: string
  readonly origin: string
  readonly pathname: string
  readonly protocol: string
}
